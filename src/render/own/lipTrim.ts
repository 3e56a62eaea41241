import type { YuvFrame } from '../../core/frame.js';
import { LIP_INNER } from '../../core/landmarkSets.js';
import { colorAt, lipLikeness } from './lipColor.js';

/** Samples on the way from one inner lip to the other. */
const STEPS = 24;
/** At most these shares of the opening are taken from the lower and from the upper lip. */
const MOST_BELOW = 0.75;
const MOST_ABOVE = 0.45;
/** What a column that is lip all the way keeps of its height. */
const SLIVER = 0.05;
/** Only what is this like a lip is taken for one: light teeth in red light are half like it. */
const SURE = 0.8;
const PAIRS = LIP_INNER.length / 2 - 1;

/**
 * Moves the inner lip contour of a filmed mouth to where the lips really end. The landmark model
 * follows pouting and moving lips only roughly and then takes a part of the lip for the mouth's
 * inside. Sideways the points stay, and so do the corners.
 * @param lips LIP_INNER then LIP_OUTER, x and y a point, pixels
 */
export function trimLips(frame: YuvFrame, lips: Float32Array): Float32Array {
  const inner = lips.slice(0, 2 * LIP_INNER.length);
  const below = new Float32Array(PAIRS);
  const above = new Float32Array(PAIRS);
  let open = 0;
  for (let k = 0; k < PAIRS; k++) {
    const [lower, upper] = [k + 1, LIP_INNER.length - 1 - k];
    const up = lipEnd(sampleColumn(frame, lips, lower, upper));
    const down = lipEnd(sampleColumn(frame, lips, upper, lower));
    if (up + down < 1) open += 1;
    below[k] = Math.min(MOST_BELOW, up);
    above[k] = Math.min(MOST_ABOVE, down);
  }
  // Closed lips: nothing to be gained.
  if (open === 0) return inner;
  for (let k = 0; k < PAIRS; k++) {
    const up = middleOf(above, k);
    const down = Math.min(middleOf(below, k), 1 - SLIVER - up);
    const lower = 2 * (k + 1);
    const upper = 2 * (LIP_INNER.length - 1 - k);
    for (const axis of [0, 1]) {
      const from = lips[lower + axis];
      const to = lips[upper + axis];
      inner[lower + axis] = from + down * (to - from);
      inner[upper + axis] = to + up * (from - to);
    }
  }
  return inner;
}

/** Likeness to the lip that the way starts from, from its k-th inner point to the one across. */
function sampleColumn(frame: YuvFrame, lips: Float32Array, from: number, to: number): number[] {
  const [start, end] = [2 * from, 2 * to];
  const outer = 2 * LIP_INNER.length + start;
  // Half and a quarter of the way in from the outer lip: the rim itself is in the teeth's shade.
  const colors = [0.5, 0.25].map((t) =>
    colorAt(
      frame,
      lips[start] * t + lips[outer] * (1 - t),
      lips[start + 1] * t + lips[outer + 1] * (1 - t),
    ),
  );
  return Array.from({ length: STEPS }, (_, i) => {
    const t = (i + 0.5) / STEPS;
    const x = lips[start] + t * (lips[end] - lips[start]);
    const y = lips[start + 1] + t * (lips[end + 1] - lips[start + 1]);
    return lipLikeness(colorAt(frame, x, y), colors);
  });
}

/** Share of a column's start that is lip: up to the first two samples that are not. */
function lipEnd(likeness: readonly number[]): number {
  const end = likeness.findIndex((value, i) => value < SURE && (likeness[i + 1] ?? 0) < SURE);
  return end < 0 ? 1 : end / likeness.length;
}

/** Median of a value and its neighbours: one column's reflection moves nothing. */
function middleOf(values: Float32Array, i: number): number {
  const [a, b, c] = [values[Math.max(0, i - 1)], values[i], values[Math.min(PAIRS - 1, i + 1)]];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
