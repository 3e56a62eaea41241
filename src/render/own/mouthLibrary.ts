import type { MouthKey, MouthPatch } from './mouthPatch.js';

/** Patches an actor keeps at most. */
export const LIBRARY_CAPACITY = 64;
/** Squared key distance under which two mouths count as the same, before the library is full. */
const FIRST_SPACING = 0.0015;
/** How much a radian of head turn weighs beside a (summed, squared) shape difference. */
const POSE_WEIGHT = 0.1;
/** A mouth from another shot is taken only where its own has nothing like the one wanted. */
const SHOT_COST = 0.05;

/** Squared distance of two mouths: shape in eye distances, summed over the points, plus pose and shot. */
export function keyDistance(a: MouthKey, b: MouthKey): number {
  let sum = 0;
  for (let i = 0; i < a.shape.length; i++) {
    const difference = a.shape[i] - b.shape[i];
    sum += difference * difference;
  }
  const shot = a.shot === b.shot ? 0 : SHOT_COST;
  return sum + shot + POSE_WEIGHT * ((a.yaw - b.yaw) ** 2 + (a.pitch - b.pitch) ** 2);
}

/**
 * Gathers a bounded set of an actor's mouths that covers their shapes, in one pass over the video:
 * a mouth is kept when it differs enough from all kept so far; when the set is full, the spacing
 * doubles and the set is thinned (the doubling method of streaming k-center clustering).
 */
export class MouthLibraryBuilder {
  private spacing = FIRST_SPACING;
  private patches: MouthPatch[] = [];

  /** @param cut makes the patch, called only when it is kept */
  offer(key: MouthKey, cut: () => MouthPatch): void {
    if (!this.isNew(key, this.patches)) return;
    this.patches.push(cut());
    while (this.patches.length > LIBRARY_CAPACITY) this.thin();
  }

  build(): readonly MouthPatch[] {
    return this.patches;
  }

  private isNew(key: MouthKey, kept: readonly MouthPatch[]): boolean {
    return kept.every((patch) => keyDistance(patch.key, key) > this.spacing);
  }

  private thin(): void {
    this.spacing *= 2;
    const kept: MouthPatch[] = [];
    for (const patch of this.patches) if (this.isNew(patch.key, kept)) kept.push(patch);
    this.patches = kept;
  }
}
