import { APERTURE_OFFSETS, innerAperture, MOVED_FLOATS } from '../core/lowerFace.js';
import { expandAt, type MotionBasis } from './motionBasis.js';
import type { MotionCoefficients } from './speechToMotion.js';

/** How far a speech opens the lips at each of its frames, as most people would say it. Eye distances. */
export function expectedApertures(
  basis: MotionBasis,
  { count, frames, data }: MotionCoefficients,
): Float32Array {
  const coefficients = new Float32Array(count);
  const shape = new Float32Array(MOVED_FLOATS);
  return Float32Array.from({ length: frames }, (_, frame) => {
    for (let k = 0; k < count; k++) coefficients[k] = data[k * frames + frame];
    expandAt(basis, coefficients, APERTURE_OFFSETS, shape);
    return innerAperture(shape);
  });
}
