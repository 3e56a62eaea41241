import type { YuvFrame } from '../../core/frame.js';
import { LIP_INNER } from '../../core/landmarkSets.js';
import { inverse, mapPoints, type Affine } from '../affine.js';
import { colorAt, lipLikeness } from './lipColor.js';
import { LipEdges } from '../lipEdges.js';

const COLUMNS = 12;
const ROWS = 6;
/** Half the width that is looked at, eye distances: what of the teeth is in the light. */
const HALF_WIDTH = 0.2;
/** Indices into the lip rings, away from the corners: of the upper lip, then of the lower. */
const LIP_BANDS = [
  [13, 15, 17],
  [3, 5, 7],
] as const;

/**
 * Share of what is seen between the lips that looks like lip: high where the landmarks take closed lips for
 * open ones.
 * @param inner LIP_INNER as the mouth is filled, x and y a point, pixels
 * @param lips LIP_INNER then LIP_OUTER, for the lips' colour
 * @param skull skull frame to pixels
 */
export function lipShareInside(
  frame: YuvFrame,
  inner: Float32Array,
  lips: Float32Array,
  skull: Affine,
): number {
  const edges = new LipEdges();
  edges.take(mapPoints(inverse(skull), inner));
  const bands = LIP_BANDS.map((band) =>
    band.map((k) => {
      const at = 2 * k;
      const outer = 2 * LIP_INNER.length + at;
      return colorAt(frame, (lips[at] + lips[outer]) / 2, (lips[at + 1] + lips[outer + 1]) / 2);
    }),
  );
  const middle = (edges.left + edges.right) / 2;
  let lipShare = 0;
  for (let i = 0; i < COLUMNS; i++) {
    const x = middle + HALF_WIDTH * ((2 * i + 1) / COLUMNS - 1);
    const upper = edges.upperAt(x);
    const lower = edges.lowerAt(x);
    for (let j = 0; j < ROWS; j++) {
      const y = upper + ((j + 0.5) / ROWS) * (lower - upper);
      const px = skull.a * x + skull.b * y + skull.c;
      const py = skull.d * x + skull.e * y + skull.f;
      const color = colorAt(frame, px, py);
      lipShare += lipLikeness(color, bands[j < ROWS / 2 ? 0 : 1]) / (COLUMNS * ROWS);
    }
  }
  return lipShare;
}
