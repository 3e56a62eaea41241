import type { OwnWay } from '../core/ownSpeech.js';
import { smoothStep } from '../core/smoothStep.js';
import { openingCoefficients } from './articulation.js';
import { closedLevel } from './closedLevel.js';
import { expectedApertures } from './expectedApertures.js';
import { sampleRow } from './filter.js';
import type { MotionBasis } from './motionBasis.js';
import type { HeardMotion, MotionCoefficients } from './speechToMotion.js';

/** Moments around one at which the general motion is looked at, in its frames: 40 ms apart, 120 ms either way. */
const TAPS = [-6, -4, -2, 0, 2, 4, 6];
/** Eye distances beyond that at which lips are open beyond doubt. */
const OPEN_FROM = 0.03;

/** The place in TAPS of the moment itself. */
export const MIDDLE_TAP = TAPS.indexOf(0);

/** Numbers that a way's weights belong to. */
export function waySize(count: number): number {
  return TAPS.length * count;
}

/** The general motion around a fractional frame, tap by tap; ends held. @param rows one a coefficient */
export function readTaps(rows: readonly Float32Array[], at: number, out: Float32Array): void {
  const count = rows.length;
  TAPS.forEach((tap, i) => {
    for (let k = 0; k < count; k++) out[i * count + k] = sampleRow(rows[k], at + tap);
  });
}

export function rowsOf({ count, frames, data }: MotionCoefficients): readonly Float32Array[] {
  return Array.from({ length: count }, (_, k) => data.subarray(k * frames, (k + 1) * frames));
}

/** How much further the lips open than in the general motion, eye distances. @param taps as `readTaps` gives */
export function extraOpening({ weights, bias }: OwnWay, taps: Float32Array): number {
  return weights.reduce((sum, weight, i) => sum + weight * taps[i], bias);
}

/**
 * The same speech as one person says it: opened otherwise, with the width that it has. Lips that most people
 * close stay as they are: opened there, a fifth of all closures was lost, and closed further, they move what
 * counts as closed in this speech.
 */
export function inOwnWay(basis: MotionBasis, heard: HeardMotion, way: OwnWay): HeardMotion {
  const { count, frames, data } = heard;
  if (way.weights.length !== waySize(count)) throw new RangeError('a way of another motion');
  const rows = rowsOf(heard);
  const opening = openingCoefficients(basis);
  const general = expectedApertures(basis, heard);
  const closed = closedLevel(general, heard.heard);
  const taps = new Float32Array(waySize(count));
  const own = data.slice();
  for (let frame = 0; frame < frames; frame++) {
    readTaps(rows, frame, taps);
    const extra = extraOpening(way, taps);
    const amount = extra * smoothStep((general[frame] - closed) / OPEN_FROM);
    for (let k = 0; k < count; k++) own[k * frames + frame] += amount * opening[k];
  }
  return { ...heard, data: own };
}
