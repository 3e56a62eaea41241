import {
  EYE_OUTER_LEFT,
  EYE_OUTER_RIGHT,
  LIP_INNER,
  MOUTH_CORNER_LEFT,
  MOUTH_CORNER_RIGHT,
} from '../landmarkSets.js';

/** Mouth opening and width in units of the eye distance, so that faces of any size compare. */
export interface LipShape {
  /** Between the inner lips: mean gap of the three middle pairs of points, 0 when they touch. */
  readonly aperture: number;
  /** Between the outer mouth corners. */
  readonly width: number;
}

/** Positions in LIP_INNER of the middle lower points; the upper one across lies at 20 minus it. */
const MIDDLE_LOWER = [4, 5, 6] as const;

/**
 * Lip shape from face-mesh points (x, y, z triples, any unit as long as z has it too: frame pixels
 * or canonical space). The opening's scale is the 3-D distance of the outer eye corners, which a head
 * turn leaves as it is; the width's is their distance in the picture, which a turn shortens as it
 * shortens the width. The gap is measured along the face's own downward direction (across the line of
 * the eye corners, in the picture plane), so head roll does not count and crossed lips count as 0.
 */
export function lipShape(points: ArrayLike<number>): LipShape {
  const unit = distance(points, EYE_OUTER_RIGHT, EYE_OUTER_LEFT, 3);
  const acrossX = points[3 * EYE_OUTER_LEFT] - points[3 * EYE_OUTER_RIGHT];
  const acrossY = points[3 * EYE_OUTER_LEFT + 1] - points[3 * EYE_OUTER_RIGHT + 1];
  const across = Math.hypot(acrossX, acrossY);
  let gap = 0;
  for (const position of MIDDLE_LOWER) {
    const lower = 3 * LIP_INNER[position];
    const upper = 3 * LIP_INNER[LIP_INNER.length - position];
    const x = points[lower] - points[upper];
    const y = points[lower + 1] - points[upper + 1];
    gap += Math.max(0, (y * acrossX - x * acrossY) / across);
  }
  return {
    aperture: gap / MIDDLE_LOWER.length / unit,
    width: distance(points, MOUTH_CORNER_RIGHT, MOUTH_CORNER_LEFT, 2) / across,
  };
}

/** Pixels (or the points' unit) between the outer eye corners in the picture plane. */
export function eyeDistance(points: ArrayLike<number>): number {
  return distance(points, EYE_OUTER_RIGHT, EYE_OUTER_LEFT, 2);
}

function distance(points: ArrayLike<number>, a: number, b: number, axes: 2 | 3): number {
  let sum = 0;
  for (let axis = 0; axis < axes; axis++) sum += (points[3 * a + axis] - points[3 * b + axis]) ** 2;
  return Math.sqrt(sum);
}
