import type { YuvFrame } from '../../src/core/frame.js';
import { LIP_INNER } from '../../src/core/landmarkSets.js';
import { sampleLinear } from '../../src/render/sampling.js';
import { lipPositions } from '../../src/render/own/mouthPatch.js';
import { skinLuma } from '../../src/render/own/mouthTone.js';
import type { FilmedFace } from './halves.js';

/** Lips nearer than this (eye distances) are shut. */
export const SHUT = 0.012;
/** A line through shut lips is lighter than the lips about it by this share of the skin's luma, and than filmed. */
const LIGHTER = 0.06;
const THAN_FILMED = 0.03;
/** How far from the line the lips are looked at, as a share of the way to their outer edge. */
const INTO_LIP = 0.35;
const PAIRS = LIP_INNER.length / 2 - 1;

/** Whether teeth shine through shut lips that were filmed without: over a quarter of their width somewhere. */
export function showsLine({ frame, landmarks }: FilmedFace, made: YuvFrame): boolean {
  const lips = lipPositions(landmarks);
  const skin = skinLuma(frame, landmarks);
  const lines = [made, frame].map((picture) =>
    Array.from({ length: PAIRS }, (_, k) => contrastAt(picture, lips, k) / skin),
  );
  return lines[0].some((contrast, k) => {
    if (k + 1 >= PAIRS) return false;
    const [now, filmed] = lines.map((line) => (line[k] + line[k + 1]) / 2);
    return Math.min(contrast, now) > LIGHTER && now > filmed + THAN_FILMED;
  });
}

/** How much lighter the line between two lips is than either. @param k number of the pair of points */
function contrastAt({ y: plane, width, height }: YuvFrame, lips: Float32Array, k: number): number {
  const [lower, upper] = [k + 1, LIP_INNER.length - 1 - k];
  const luma = (x: number, y: number): number => sampleLinear(plane, width, height, x, y);
  const at = (point: number, axis: 0 | 1, out: number): number =>
    lips[2 * point + axis] * (1 - out) + lips[2 * (LIP_INNER.length + point) + axis] * out;
  const middle = ([0, 1] as const).map((axis) => (at(lower, axis, 0) + at(upper, axis, 0)) / 2);
  const about = [lower, upper].map((point) => luma(at(point, 0, INTO_LIP), at(point, 1, INTO_LIP)));
  return luma(middle[0], middle[1]) - Math.max(...about);
}
