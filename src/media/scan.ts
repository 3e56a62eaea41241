import type { VideoInfo } from '../core/videoInfo.js';
import { runTool } from './childProcess.js';
import { PATIENCE_MS } from './frameTimes.js';
import { inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { number, text, type RawStream } from './probeData.js';

type Interlaced = NonNullable<VideoInfo['interlaced']>;

/** How a picture is scanned; empty where every frame is one moment and is marked so. */
export type Scan = Pick<VideoInfo, 'interlaced' | 'wholeFields'>;

/** What ffmpeg's `idet` said of frames, each compared with its neighbours. */
export interface FieldCounts {
  readonly topFirst: number;
  readonly bottomFirst: number;
  readonly progressive: number;
  /** Frames one of whose fields was shown before, as telecine has it in two of five. */
  readonly repeated: number;
  /** All frames looked at, those about which nothing can be said too. */
  readonly frames: number;
}

/** Frames looked at, from the start and from the middle. */
const SAMPLE_FRAMES = 100;
/** Fewer that move tell nothing: the file's own word counts. */
const LEAST_TOLD = 12;
/** Of the frames of which something can be said: fewer combs come of noise. */
const FEW_COMBED = 0.1;
/** Without a word of the file's, combs must be plain. */
const MANY_COMBED = 0.6;
/** Telecine repeats a field in two of five frames; fields of two moments never repeat. */
const TELECINE = { least: 0.25, most: 0.55 };

/** Lines of formats in which interlaced pictures come; those of 720 are always whole. */
const INTERLACED_LINES = [480, 486, 512, 576, 608, 1080, 1088];

/** Whether there is reason to look at the pictures: most files say that they are progressive. */
export function mayBeInterlaced(stream: RawStream): boolean {
  const order = text(stream['field_order']);
  if (markedOrder(order) !== undefined) return true;
  const tells = order === 'progressive';
  return !tells && INTERLACED_LINES.includes(number(stream['height']));
}

/**
 * How the pictures are scanned, by the file's word and by a look at them. Both may err: whole frames are
 * sent in interlaced streams, and some files say nothing.
 * @throws HeygemError cancelled
 */
export async function scanOf(
  tools: FfmpegTools,
  path: string,
  stream: RawStream,
  middle: number,
  signal: AbortSignal | undefined,
): Promise<Scan> {
  const places = middle > 4 ? [0, middle] : [0];
  const texts: string[] = [];
  for (const place of places) {
    const args = [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
      ...(place > 0 ? ['-ss', place.toFixed(3)] : []),
      ...inputArguments(path),
      ...['-map', `0:${number(stream['index'])}`, '-frames:v', String(SAMPLE_FRAMES)],
      ...['-vf', 'idet,metadata=mode=print:file=-', '-f', 'null', '-'],
    ];
    texts.push(
      (
        await runTool(tools.ffmpeg, args, { signal, subject: path, limitMs: PATIENCE_MS })
      ).toString(),
    );
  }
  return judgeScan(markedOrder(text(stream['field_order'])), countFields(texts.join('\n')));
}

export function countFields(metadata: string): FieldCounts {
  const count = (key: string, value: string): number =>
    metadata.split(`lavfi.idet.${key}.current_frame=${value}\n`).length - 1;
  return {
    topFirst: count('multiple', 'tff'),
    bottomFirst: count('multiple', 'bff'),
    progressive: count('multiple', 'progressive'),
    repeated: count('repeated', 'top') + count('repeated', 'bottom'),
    frames: metadata.split(/^frame:/m).length - 1,
  };
}

export function judgeScan(marked: Interlaced['first'] | undefined, counts: FieldCounts): Scan {
  const { topFirst, bottomFirst, progressive, repeated, frames } = counts;
  const combed = topFirst + bottomFirst;
  const told = combed + progressive;
  if (told < LEAST_TOLD) {
    return marked === undefined ? {} : { interlaced: { first: marked, telecine: false } };
  }
  if (combed < FEW_COMBED * told) return marked === undefined ? {} : { wholeFields: true };
  const one = Math.max(topFirst, bottomFirst) >= 0.8 * combed;
  const seen = one ? (topFirst > bottomFirst ? 'top' : 'bottom') : undefined;
  const repeats = repeated / frames;
  const telecine = repeats >= TELECINE.least && repeats <= TELECINE.most;
  const plain = seen !== undefined && (telecine || combed >= MANY_COMBED * told);
  if (marked === undefined && !plain) return {};
  return { interlaced: { first: seen ?? marked ?? 'top', telecine } };
}

/** ffprobe names the order of coding, then that of showing. */
function markedOrder(order: string): Interlaced['first'] | undefined {
  if (order === 'tt' || order === 'bt') return 'top';
  return order === 'bb' || order === 'tb' ? 'bottom' : undefined;
}

/** One frame a frame: each field completed with lines of its own moment. */
export function scanFilters({ interlaced }: Scan): readonly string[] {
  if (interlaced === undefined) return [];
  const parity = interlaced.first === 'top' ? 'tff' : 'bff';
  return [`bwdif=mode=send_frame:parity=${parity}:deint=all`];
}
