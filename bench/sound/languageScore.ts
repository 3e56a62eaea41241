import { median } from '../../src/core/measure/statistics.js';
import { MARK_KINDS, type MarkedSound, type MarkKind } from './languageMarks.js';
import { table } from '../table.js';
import type { LanguageResult, Watched } from './languages.js';

/** Medians of what the lips did around the marks of one kind. */
export interface KindScore {
  readonly marks: number;
  /** Aperture in shares of the recording's own range (5th to 95th percentile), within a frame. */
  readonly aperture: number | null;
  /** The same at times a quarter to half a second away from the marks. */
  readonly shifted: number | null;
  /** Mouth width over the median width of all frames; for round vowels below 1. */
  readonly width: number | null;
  readonly widthShifted: number | null;
}

export interface MarkScore {
  readonly kinds: Readonly<Record<MarkKind, KindScore>>;
  /** Median of all frames, in the same shares. */
  readonly all: number | null;
  /** 95th percentile of the aperture less the 5th, in eye distances. */
  readonly range: number | null;
}

/** Seconds away from a mark that a control looks. */
const SHIFTS = [-0.5, -0.375, -0.25, 0.25, 0.375, 0.5];

export function scoreMarks(watched: ReadonlyMap<MarkedSound, Watched>): MarkScore {
  const normal = new Map([...watched].map(([sound, seen]) => [sound, normalised(seen)]));
  const kind = (wanted: MarkKind): KindScore => {
    const at = { aperture: [] as number[], width: [] as number[] };
    const off = { aperture: [] as number[], width: [] as number[] };
    for (const [sound, seen] of normal) {
      for (const { kind: found, at: time } of sound.marks) {
        if (found !== wanted) continue;
        at.aperture.push(extreme(seen.aperture, time * seen.rate, wanted));
        at.width.push(extreme(seen.width, time * seen.rate, 'closed'));
        for (const shift of SHIFTS) {
          off.aperture.push(extreme(seen.aperture, (time + shift) * seen.rate, wanted));
          off.width.push(extreme(seen.width, (time + shift) * seen.rate, 'closed'));
        }
      }
    }
    return {
      marks: at.aperture.length,
      aperture: median(at.aperture),
      shifted: median(off.aperture),
      width: median(at.width),
      widthShifted: median(off.width),
    };
  };
  const values = [...normal.values()];
  return {
    kinds: { closed: kind('closed'), open: kind('open'), round: kind('round') },
    all: median(values.flatMap(({ aperture }) => [...aperture])),
    range: median(values.map(({ range }) => range)),
  };
}

interface Normalised {
  readonly rate: number;
  readonly aperture: Float64Array;
  readonly width: Float64Array;
  readonly range: number;
}

function normalised({ rate, aperture, width }: Watched): Normalised {
  const sorted = [...aperture].filter(Number.isFinite).sort((a, b) => a - b);
  const low = sorted[Math.floor(0.05 * sorted.length)] ?? NaN;
  const high = sorted[Math.floor(0.95 * sorted.length)] ?? NaN;
  const middle = median(width) ?? NaN;
  return {
    rate,
    aperture: aperture.map((value) => (value - low) / (high - low)),
    width: width.map((value) => value / middle),
    range: high - low,
  };
}

/** The least (for closures, and for widths) or the greatest within one frame of `at`. */
function extreme(values: Float64Array, at: number, kind: MarkKind): number {
  const near = [-1, 0, 1].map((step) => values[Math.round(at) + step] ?? NaN);
  const found = near.filter(Number.isFinite);
  if (found.length === 0) return NaN;
  return kind === 'closed' ? Math.min(...found) : Math.max(...found);
}

export function languageMarkdown(results: readonly LanguageResult[], when: string): string {
  const rows = results.map(({ face, language, score }) => {
    const { closed, open, round } = score.kinds;
    return [
      ...[language, face, score.range, score.all],
      ...[closed.marks, closed.aperture, closed.shifted],
      ...[open.marks, open.aperture, open.shifted],
      ...[round.marks, round.width, round.widthShifted],
    ];
  });
  return [
    '# Lips at marked sounds of four languages',
    '',
    `${when}. Apertures are shares of the recording's own range (5th to 95th percentile, whose size is`,
    '`range`, in eye distances): the least within a frame of a closure (p b m), the greatest within a',
    'frame of an open vowel; `off` is the same .25 to .5 s away from the marks (control). Round vowels:',
    'mouth width over its median. Medians over marks; lips measured on the encoded result by the plain',
    'mesh, which the pipeline does not use. How the marks were found: bench/sound/marks/mark.py.',
    '',
    table(
      [
        ...['language', 'face', 'range', 'all frames', MARK_KINDS[0], 'at', 'off'],
        ...[MARK_KINDS[1], 'at', 'off', MARK_KINDS[2], 'width', 'off'],
      ],
      rows,
    ),
    '',
  ].join('\n');
}
