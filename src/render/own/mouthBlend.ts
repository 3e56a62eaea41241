import { unlikeness } from './mouthDistance.js';
import type { MouthKey, MouthPatch } from './mouthPatch.js';

/** Filmed mouths that are laid over each other at most. */
export const MOST_BLENDED = 4;
/** The likeness of so many decides how fast the others count for less. */
const CLOSE = 2;
const FALL = 2;
/** Squared eye distances: mouths nearer than this are the same. */
const LEAST_SPREAD = 1e-5;
/** A mouth that counts for less than this is not drawn. */
const LEAST_WEIGHT = 0.01;

export interface WeightedMouth {
  readonly patch: MouthPatch;
  /** Share of the picture; those of one blend sum to 1. */
  readonly weight: number;
}

/**
 * The inside of a wished mouth: those filmed ones that are most like it, laid over each other in the
 * skull's frame, the more like it the more. What is wished moves smoothly, and so do the weights: one
 * mouth comes in as another goes, nothing is chosen and nothing jumps, and a row of teeth of which one
 * frame shows a part is seen as far as any of them shows it. A frame's blend depends on its wish alone.
 * @param patches of one actor
 * @returns empty without patches
 */
export function blendMouths(
  patches: readonly MouthPatch[],
  wished: MouthKey,
): readonly WeightedMouth[] {
  const nearest = patches
    .map((patch) => ({ patch, distance: unlikeness(patch, wished) }))
    .sort((a, b) => a.distance - b.distance || a.patch.frameIndex - b.patch.frameIndex)
    .slice(0, MOST_BLENDED + 1);
  if (nearest.length === 0) return [];
  const { distance: least } = nearest[0];
  const spread = Math.max(LEAST_SPREAD, nearest[Math.min(CLOSE, nearest.length - 1)].distance);
  const share = (distance: number): number => Math.exp((-FALL * (distance - least)) / spread);
  // The next one comes in with nothing.
  const floor = nearest.length > MOST_BLENDED ? 0.99 * share(nearest[MOST_BLENDED].distance) : 0;
  const weighted = nearest
    .slice(0, MOST_BLENDED)
    .map(({ patch, distance }) => ({ patch, weight: share(distance) - floor }));
  return normalized(weighted, LEAST_WEIGHT);
}

function normalized(mouths: readonly WeightedMouth[], least: number): readonly WeightedMouth[] {
  const sum = mouths.reduce((total, { weight }) => total + weight, 0);
  const kept = mouths.filter(({ weight }) => weight >= least * sum);
  if (kept.length < mouths.length) return normalized(kept, 0);
  return kept.map(({ patch, weight }) => ({ patch, weight: weight / sum }));
}
