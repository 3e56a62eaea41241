import { HeygemError } from '../core/errors.js';
import { MOVED } from '../core/landmarkSets.js';
import { MOVED_FLOATS } from '../core/lowerFace.js';

/**
 * Linear face shapes of the speech model: displacement from a person's closed-mouth neutral, in
 * canonical eye distances, = mean + sum of coefficient k times component k.
 */
export interface MotionBasis {
  readonly mean: Float32Array;
  readonly components: readonly Float32Array[];
}

/** Reads models/motion-basis.json. @throws HeygemError model-damaged when it is not of that form. */
export function parseMotionBasis(json: string): MotionBasis {
  const value: unknown = parse(json);
  if (!isRecord(value)) throw damaged('not an object');
  const { landmarks, mean, components } = value;
  if (!isNumbers(landmarks, MOVED.length) || landmarks.some((index, i) => index !== MOVED[i])) {
    throw damaged('its landmarks are not the moved points');
  }
  if (!isNumbers(mean, MOVED_FLOATS)) throw damaged('mean');
  if (!Array.isArray(components) || components.length === 0) throw damaged('components');
  return {
    mean: Float32Array.from(mean),
    components: components.map((component: unknown, k) => {
      if (!isNumbers(component, MOVED_FLOATS)) throw damaged(`component ${k}`);
      return Float32Array.from(component);
    }),
  };
}

/** Expands coefficients (one a component) to a displacement of MOVED_FLOATS numbers in `out`. */
export function expandCoefficients(
  basis: MotionBasis,
  coefficients: Float32Array,
  out: Float32Array,
): Float32Array {
  out.set(basis.mean);
  basis.components.forEach((component, k) => {
    const weight = coefficients[k];
    for (let i = 0; i < MOVED_FLOATS; i++) out[i] += weight * component[i];
  });
  return out;
}

/** The same numbers at some offsets only; what else is in `out` stays. */
export function expandAt(
  basis: MotionBasis,
  coefficients: Float32Array,
  offsets: readonly number[],
  out: Float32Array,
): void {
  const { mean, components } = basis;
  for (const at of offsets) {
    out[at] = mean[at];
    for (let k = 0; k < components.length; k++) out[at] += coefficients[k] * components[k][at];
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw damaged('not JSON');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isNumbers(value: unknown, length: number): value is number[] {
  return (
    Array.isArray(value) && value.length === length && value.every((item) => Number.isFinite(item))
  );
}

function damaged(what: string): HeygemError {
  return new HeygemError('model-damaged', { name: 'motion-basis' }, what);
}
