import { quantile } from '../../core/measure/statistics.js';
import { agreementOf } from './mouthAgreement.js';
import { keyDistance } from './mouthDistance.js';
import type { MouthKey, MouthPatch } from './mouthPatch.js';

/** Patches an actor keeps at most. */
export const LIBRARY_CAPACITY = 64;
/** Squared key distance under which two mouths count as the same, before the library is full. */
const FIRST_SPACING = 0.0006;
/** The inside is taken to be as dark as this share of the mouths get, and at most so light (over the skin's luma). */
const DARK_QUANTILE = 0.1;
const MOST_DARK = 0.5;
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

  /** @param wanted those that are to be used */
  build(wanted: (patch: MouthPatch) => boolean = () => true): readonly MouthPatch[] {
    const patches = this.patches.filter(wanted);
    const agreement = agreementOf(patches);
    const dark = darkShare(patches);
    return patches.map((patch, i) => ({
      ...{ ...patch, agreement: agreement[i], dark: dark * patch.skinLuma },
    }));
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

/** How dark a filmed inside gets, over the skin's luma: that of the darkest seams, or the commonest where none is. */
function darkShare(patches: readonly MouthPatch[]): number {
  const shares = patches.map(
    ({ seam, skinLuma }) => Math.min(...seam.lumas) / Math.max(1, skinLuma),
  );
  return Math.min(MOST_DARK, quantile(shares, DARK_QUANTILE) ?? MOST_DARK);
}
