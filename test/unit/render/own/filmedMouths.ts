import { allocateFrame } from '../../../../src/core/frame.js';
import type { MouthKey, MouthPatch } from '../../../../src/render/own/mouthPatch.js';

/** A mouth open so far, whose upper lip stands so far below the nose; eye distances. */
export function keyOf(aperture: number, width = 0.5, upper = 0.3): MouthKey {
  const state = Float32Array.of(upper, aperture, 0.7 * aperture, width, upper + 0.3 + aperture);
  return { state, yaw: 0, pitch: 0, aperture, area: (Math.PI / 4) * width * aperture, shot: 0 };
}

/** @param lipShare share of what is seen inside that looks like lip */
export function patchOf(key: MouthKey, frameIndex: number, lipShare = 0): MouthPatch {
  return {
    frameIndex,
    picture: allocateFrame(8, 8),
    inner: new Float32Array(40),
    open: 1,
    skull: { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 },
    seam: { heights: new Float32Array(24), lumas: new Float32Array(24).fill(60), softness: 0.02 },
    key,
    agreement: 1,
    dark: 30,
    lipShare,
    skinLuma: 100,
  };
}
