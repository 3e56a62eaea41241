import type { VideoInfo } from '../core/videoInfo.js';
import { asRecord, number, text, type RawStream } from './probeData.js';

/** How a stored picture is shown: turned clockwise, then, where `mirrored`, left and right swapped. */
export type Orientation = Pick<VideoInfo, 'rotation' | 'mirrored'>;

/** The upper left of a display matrix: what becomes of (1, 0) is (a, b), of (0, 1) is (c, d). */
interface Turn {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** To the quarter turn. ffprobe's own `rotation` cannot tell a mirrored picture from a turned one. */
export function orientationOf(stream: RawStream): Orientation {
  const sideData = Array.isArray(stream['side_data_list']) ? stream['side_data_list'] : [];
  const told = sideData.map(asRecord).find((data) => data['rotation'] !== undefined);
  const matrix = told && turnOf(text(told['displaymatrix']));
  if (matrix !== undefined) return orientationOfTurn(matrix);
  // A tag counts clockwise, the side data the other way round.
  const clockwise =
    told === undefined ? number(asRecord(stream['tags'])['rotate']) : -number(told['rotation']);
  return { rotation: quarter(clockwise) };
}

function orientationOfTurn({ a, b, c, d }: Turn): Orientation {
  const mirrored = a * d - b * c < 0;
  // Undoing the mirror after the turn leaves the turn: (1, 0) then goes to (-a, b).
  const degrees = (Math.atan2(b, mirrored ? -a : a) * 180) / Math.PI;
  return { rotation: quarter(degrees), ...(mirrored && { mirrored }) };
}

/** Rows of three numbers, each after its index: `00000000:       -65536           0           0`. */
function turnOf(rows: string): Turn | undefined {
  const numbers = [...rows.matchAll(/^\d+:\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)/gm)].map((row) =>
    row.slice(1).map(Number),
  );
  if (numbers.length < 2) return undefined;
  const [[a, b], [c, d]] = numbers;
  return a * d === b * c ? undefined : { a, b, c, d };
}

function quarter(clockwise: number): VideoInfo['rotation'] {
  const turns = ((Math.round(clockwise / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[turns] ?? 0;
}

export function isSideways({ rotation }: Orientation): boolean {
  return rotation === 90 || rotation === 270;
}

const TURNED: Readonly<Record<VideoInfo['rotation'], readonly string[]>> = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
};

/** ffmpeg's filters from stored to upright. */
export function uprightFilters({ rotation, mirrored }: Orientation): readonly string[] {
  return [...TURNED[rotation], ...(mirrored ? ['hflip'] : [])];
}

/** ffmpeg's filters from upright to stored. */
export function storedFilters({ rotation, mirrored }: Orientation): readonly string[] {
  const back = ({ 0: 0, 90: 270, 180: 180, 270: 90 } as const)[rotation];
  return [...(mirrored ? ['hflip'] : []), ...TURNED[back]];
}
