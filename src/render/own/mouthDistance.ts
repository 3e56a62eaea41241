import type { MouthKey, MouthPatch } from './mouthPatch.js';

/**
 * How much each of a key's five lengths weighs (squared eye distances), by what drew the second half of
 * sixteen people's clips most like itself from the mouths of the first.
 */
const STATE_WEIGHTS = [3, 1.5, 1, 0.5, 0.3] as const;
/** How much a squared radian of head turn weighs beside them. */
const POSE_WEIGHT = 0.1;
/** A mouth from another shot is taken only where its own has nothing like the one wanted. */
const SHOT_COST = 0.05;
/** Cost of an inside that looks like lip, in a mouth that is open. */
const LIP_COST = 0.01;
/** Share of lip colour that red gums, a tongue or warm light bring into any mouth. */
const LIP_USUAL = 0.3;
/** Openings (eye distances) up to which nothing, and from which everything, of the inside is seen. */
const SEEN_FROM = 0.02;
const SEEN_FULL = 0.06;
/** Cost of an inside that none of like lips agrees with. */
const AGREE_COST = 0.004;
/** Cost of a squared eye distance by which a picture stretched by so much is not open enough. */
const LACK_COST = 0.5;
const STRETCH = 1.25;

/** Of two mouths, in squared eye distances: where their lips stand, head pose and shot. */
export function keyDistance(a: MouthKey, b: MouthKey): number {
  let sum = 0;
  for (let i = 0; i < STATE_WEIGHTS.length; i++) {
    const difference = a.state[i] - b.state[i];
    sum += STATE_WEIGHTS[i] * difference * difference;
  }
  const shot = a.shot === b.shot ? 0 : SHOT_COST;
  return sum + shot + POSE_WEIGHT * ((a.yaw - b.yaw) ** 2 + (a.pitch - b.pitch) ** 2);
}

/** How badly a filmed mouth serves as the inside of a wished one, in the same units. */
export function unlikeness(patch: MouthPatch, wished: MouthKey): number {
  const open = patch.open * Math.max(0, patch.key.aperture);
  const lack = Math.max(0, wished.aperture - STRETCH * open);
  const seen = Math.max(0, Math.min(1, (wished.aperture - SEEN_FROM) / (SEEN_FULL - SEEN_FROM)));
  const lip = seen * LIP_COST * Math.max(0, patch.lipShare - LIP_USUAL);
  const alone = AGREE_COST * (1 - patch.agreement);
  return keyDistance(patch.key, wished) + LACK_COST * lack * lack + lip + alone;
}
