import { LIP_INNER } from '../core/landmarkSets.js';
import { movedOffset } from '../core/lowerFace.js';

/** Offsets of facing inner-lip points, lower and upper, from corner to corner without the corners. */
const LIP_PAIRS: readonly { readonly lower: number; readonly upper: number }[] = Array.from(
  { length: 9 },
  (_, k) => ({
    lower: movedOffset(LIP_INNER[k + 1]),
    upper: movedOffset(LIP_INNER[19 - k]),
  }),
);

/** Moves facing inner-lip points that crossed onto their midline. */
export function uncrossLips(shape: Float32Array): void {
  for (const { lower, upper } of LIP_PAIRS) {
    if (shape[lower + 1] >= shape[upper + 1]) continue;
    const middle = (shape[lower + 1] + shape[upper + 1]) / 2;
    shape[lower + 1] = middle;
    shape[upper + 1] = middle;
  }
}
