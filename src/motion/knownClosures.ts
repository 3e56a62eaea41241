import { smoothStep } from '../core/smoothStep.js';
import { openingCoefficients } from './articulation.js';
import { closedLevel } from './closedLevel.js';
import { expectedApertures } from './expectedApertures.js';
import type { MotionBasis } from './motionBasis.js';
import type { HeardMotion } from './speechToMotion.js';

/** When the lips are known to be shut: seconds into the speech. */
export interface Closure {
  readonly from: number;
  readonly to: number;
}

/** The lips shut, and open again, over so many seconds: as long as theirs take at a p, b or m. */
const EASE_SECONDS = 0.06;

/**
 * The same speech with its lips shut where they are known to be, as the motion model gives shut lips; the width
 * stays. Who hears may miss a p, b or m; who has spoken the words knows.
 * @param closures in their order @param rate frames a second of the motion
 */
export function withClosures(
  basis: MotionBasis,
  heard: HeardMotion,
  closures: readonly Closure[],
  rate: number,
): HeardMotion {
  if (closures.length === 0) return heard;
  const { count, frames, data } = heard;
  const opening = openingCoefficients(basis);
  const apertures = expectedApertures(basis, heard);
  const closed = closedLevel(apertures, heard.heard);
  const shares = closedShares(closures, frames, rate);
  const shut = data.slice();
  for (let frame = 0; frame < frames; frame++) {
    const amount = shares[frame] * Math.min(0, closed - apertures[frame]);
    if (amount === 0) continue;
    for (let k = 0; k < count; k++) shut[k * frames + frame] += amount * opening[k];
  }
  return { ...heard, data: shut };
}

/** How far the lips are shut by what is known, frame by frame: 1 in a closure, easing to 0 around it. */
function closedShares(closures: readonly Closure[], frames: number, rate: number): Float32Array {
  const shares = new Float32Array(frames);
  for (const { from, to } of closures) {
    const first = Math.max(0, Math.floor((from - EASE_SECONDS) * rate));
    const last = Math.min(frames - 1, Math.ceil((to + EASE_SECONDS) * rate));
    for (let frame = first; frame <= last; frame++) {
      const at = frame / rate;
      const away = Math.max(0, from - at, at - to);
      shares[frame] = Math.max(shares[frame], smoothStep(1 - away / EASE_SECONDS));
    }
  }
  return shares;
}
