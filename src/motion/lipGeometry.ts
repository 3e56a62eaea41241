import { LIP_INNER, MOVED } from '../core/landmarkSets.js';

const position = new Map(MOVED.map((index, i) => [index, i]));

/** Where a landmark's x, y, z start in a lower-face shape (MOVED order). */
export function movedOffset(landmark: number): number {
  const at = position.get(landmark);
  if (at === undefined) throw new RangeError(`landmark ${landmark} is not moved`);
  return at * 3;
}

/** Offsets of facing inner-lip points, lower and upper, from corner to corner without the corners. */
export const LIP_PAIRS: readonly { readonly lower: number; readonly upper: number }[] = Array.from(
  { length: 9 },
  (_, k) => ({
    lower: movedOffset(LIP_INNER[k + 1]),
    upper: movedOffset(LIP_INNER[19 - k]),
  }),
);

/** The middle pair, landmarks 14 and 13. */
export const MIDDLE_PAIR = LIP_PAIRS[4];

/** Distance the inner lips are apart in the middle, in the shape's units; negative when crossed. */
export function aperture(shape: Float32Array): number {
  return shape[MIDDLE_PAIR.lower + 1] - shape[MIDDLE_PAIR.upper + 1];
}

/** Moves facing inner-lip points that crossed onto their midline. */
export function uncrossLips(shape: Float32Array): void {
  for (const { lower, upper } of LIP_PAIRS) {
    if (shape[lower + 1] >= shape[upper + 1]) continue;
    const middle = (shape[lower + 1] + shape[upper + 1]) / 2;
    shape[lower + 1] = middle;
    shape[upper + 1] = middle;
  }
}
