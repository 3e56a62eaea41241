import { keyDistance } from './mouthLibrary.js';
import type { MouthKey, MouthPatch } from './mouthPatch.js';

/** Cost of changing to another patch, so that the inside does not flicker between equals. */
const JUMP_COST = 0.004;
const NO_PATCH = 255;

/**
 * Chooses the patch behind the lips for every frame of an output at once: the cheapest sequence
 * (Viterbi), so that a change neither flickers nor comes late. Owns one byte a frame and patch.
 */
export class MouthPlan {
  private readonly cost: Float64Array;
  /** Frame by frame, the patch before on the cheapest way to each patch. */
  private readonly steps: Uint8Array[] = [];
  private readonly chosen: number[] = [];

  /** @param patches 255 at most, else RangeError */
  constructor(private readonly patches: readonly MouthPatch[]) {
    if (patches.length > NO_PATCH) throw new RangeError(`${patches.length} patches`);
    this.cost = new Float64Array(patches.length);
  }

  /** The wished mouth of the next frame; undefined for one that shows none. */
  push(key: MouthKey | undefined): void {
    const { cost, patches } = this;
    const step = Uint8Array.from(patches, (_, i) => i);
    this.steps.push(step);
    if (key === undefined || patches.length === 0) return;
    let cheapest = 0;
    for (let i = 1; i < cost.length; i++) if (cost[i] < cost[cheapest]) cheapest = i;
    const jump = cost[cheapest] + JUMP_COST;
    for (let i = 0; i < cost.length; i++) {
      if (cost[i] > jump) {
        cost[i] = jump;
        step[i] = cheapest;
      }
      cost[i] += keyDistance(patches[i].key, key);
    }
  }

  /** Fixes the sequence; `patchAt` may be called from then on. */
  settle(): void {
    if (this.patches.length === 0) return;
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
}
