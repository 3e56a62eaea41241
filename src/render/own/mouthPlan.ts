import { keyDistance } from './mouthLibrary.js';
import { lookDistance } from './mouthLook.js';
import type { MouthKey, MouthPatch } from './mouthPatch.js';

/** Cost of changing to another patch, so that the inside does not flicker between equals ... */
const JUMP_COST = 0.004;
/** ... and of what is seen to change, a unit of mean squared luma, in a mouth open by this much. */
const CHANGE_COST = 0.3;
const CHANGE_SEEN_AT = 0.06;
/** Share of both that remains between frames filmed one after the other: so mouths do change. */
const NEIGHBOUR_SHARE = 0.35;
/** Cost of an inside that looks like lip, in a mouth that is open. */
const LIP_COST = 0.1;
/** Share of lip colour that red gums, a tongue or warm light bring into any mouth. */
const LIP_USUAL = 0.3;
/** Cost of a patch too closed for the opening it is to fill, and the share of it that is enough. */
const LACK_COST = 0.06;
const ENOUGH = 0.8;
/** Openings (eye distances) up to which nothing, and from which everything, of the inside is seen. */
const SEEN_FROM = 0.02;
const SEEN_FULL = 0.06;
const NO_PATCH = 255;

/**
 * Chooses the patch behind the lips for every frame of an output at once: the cheapest sequence
 * (Viterbi), so that a change neither flickers nor comes late, and comes where it shows least: while
 * the lips are closed, between insides that look alike, or as it was filmed. Owns one byte a frame
 * and patch.
 */
export class MouthPlan {
  private readonly cost: Float64Array;
  private readonly next: Float64Array;
  /** What changing from patch i to j shows, at [i * patches + j]. */
  private readonly changes: Float32Array;
  private readonly shares: Float32Array;
  /** Frame by frame, the patch before on the cheapest way to each patch. */
  private readonly steps: Uint8Array[] = [];
  private chosen: Uint8Array = new Uint8Array(0);

  /** @param patches 255 at most, else RangeError */
  constructor(private readonly patches: readonly MouthPatch[]) {
    const count = patches.length;
    if (count > NO_PATCH) throw new RangeError(`${count} patches`);
    this.cost = new Float64Array(count);
    this.next = new Float64Array(count);
    this.changes = new Float32Array(count * count);
    this.shares = new Float32Array(count * count);
    patches.forEach((from, i) => {
      patches.forEach((to, j) => {
        const near = from.key.shot === to.key.shot && Math.abs(from.frameIndex - to.frameIndex) < 2;
        this.changes[i * count + j] = CHANGE_COST * lookDistance(from.look, to.look);
        this.shares[i * count + j] = i === j ? 0 : near ? NEIGHBOUR_SHARE : 1;
      });
    });
  }

  /** The wished mouth of the next frame; undefined for one that shows none. */
  push(key: MouthKey | undefined): void {
    const { cost, next, patches } = this;
    const step = Uint8Array.from(patches, (_, i) => i);
    this.steps.push(step);
    if (key === undefined || patches.length === 0) return;
    const seen = Math.max(0, Math.min(1, key.aperture / CHANGE_SEEN_AT));
    for (let to = 0; to < cost.length; to++) {
      let best = cost[to];
      for (let from = 0; from < cost.length; from++) {
        if (cost[from] >= best) continue;
        const at = from * cost.length + to;
        const total =
          cost[from] +
          this.shares[at] * ((0.25 + 0.75 * seen) * JUMP_COST + seen * this.changes[at]);
        if (total >= best) continue;
        best = total;
        step[to] = from;
      }
      next[to] = best + unlikeness(patches[to], key);
    }
    cost.set(next);
  }

  /** The sequence that was settled in an earlier plan of the same patches. */
  static settled(patches: readonly MouthPatch[], choices: Uint8Array): MouthPlan {
    const plan = new MouthPlan(patches);
    plan.chosen = choices;
    return plan;
  }

  /** The patch of each frame, by its place among the patches; empty until settled. */
  get choices(): Uint8Array {
    return this.chosen;
  }

  /** Fixes the sequence; `patchAt` may be called from then on. */
  settle(): void {
    if (this.patches.length === 0) return;
    this.chosen = new Uint8Array(this.steps.length);
    let at = this.cost.indexOf(Math.min(...this.cost));
    for (let frame = this.steps.length - 1; frame >= 0; frame--) {
      this.chosen[frame] = at;
      at = this.steps[frame][at];
    }
    this.steps.length = 0;
  }

  patchAt(frame: number): MouthPatch | undefined {
    return this.patches[this.chosen[frame] ?? NO_PATCH];
  }

  /**
   * The patch across a change: the last frame of one shows some of the next, and the first of that
   * some of the one before. Even on both sides, so that nothing comes late.
   */
  blendAt(frame: number): MouthPatch | undefined {
    const own = this.patchAt(frame);
    const [before, after] = [this.patchAt(frame - 1), this.patchAt(frame + 1)];
    const other = before === own ? after : before;
    return other === own ? undefined : other;
  }
}

/** How badly a patch serves as the inside of a wished mouth. */
function unlikeness(patch: MouthPatch, key: MouthKey): number {
  const seen = Math.max(0, Math.min(1, (key.aperture - SEEN_FROM) / (SEEN_FULL - SEEN_FROM)));
  if (seen === 0) return keyDistance(patch.key, key);
  const lack = Math.max(0, 1 - (patch.open * patch.key.area) / (ENOUGH * key.area));
  return (
    keyDistance(patch.key, key) +
    seen * (LIP_COST * Math.max(0, patch.look.lipShare - LIP_USUAL) + LACK_COST * lack)
  );
}
