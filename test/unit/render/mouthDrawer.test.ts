import { describe, expect, it } from 'vitest';
import { allocateFrame } from '../../../src/core/frame.js';
import { mouthKey } from '../../../src/render/own/mouthKey.js';
import { MouthDrawer } from '../../../src/render/mouthDrawer.js';
import {
  cutMouthPatch,
  lipPositions,
  type MouthPatch,
} from '../../../src/render/own/mouthPatch.js';
import { frontalLandmarks, frontalPose, lowerFace } from './syntheticFace.js';

const LOWER = [95, 88, 178, 87, 14, 317, 402, 318, 324];

function landmarksOpenBy(pixels: number): Float32Array {
  const landmarks = frontalLandmarks();
  for (const i of LOWER) landmarks[3 * i + 1] += pixels;
  return landmarks;
}

function grey(luma: number) {
  const frame = allocateFrame(200, 200);
  frame.data.fill(128);
  frame.y.fill(luma);
  return frame;
}

/** A mouth filmed wide open, all of one luma. */
function patchOf(luma: number): MouthPatch {
  const key = { ...mouthKey(lowerFace(), 0, frontalPose, 0), aperture: 0.2, area: 0.08 };
  const patch = cutMouthPatch(grey(luma), landmarksOpenBy(12), frontalPose, key, 0);
  return { ...patch, skinLuma: 100 };
}

/** Luma in the middle of a mouth of this opening (eye distances) in a frame of luma 100. */
function middleOf(aperture: number, ...patches: readonly MouthPatch[]): number {
  const source = grey(100);
  const out = grey(100);
  const landmarks = frontalLandmarks();
  const lips = lipPositions(landmarksOpenBy(12));
  const mouths = patches.map((patch) => ({ patch, weight: 1 / patches.length }));
  const request = { source, landmarks, pose: frontalPose, lips, aperture, mouths };
  new MouthDrawer().draw(request, out);
  return out.y[130 * 200 + 100];
}

describe('mouth drawer', () => {
  it('shows teeth darker through a slit than they were filmed, so that no white line is left', () => {
    expect(middleOf(0.2, patchOf(180))).toBe(180);
    expect(middleOf(0.06, patchOf(180))).toBe(180);
    const slit = middleOf(0.01, patchOf(180));
    expect(slit).toBeLessThan(120);
    expect(middleOf(0.03, patchOf(180))).toBeGreaterThan(slit);
  });

  it('matches the light on the face, within limits', () => {
    expect(middleOf(0.2, { ...patchOf(100), skinLuma: 90 })).toBe(111);
    expect(middleOf(0.2, { ...patchOf(100), skinLuma: 20 })).toBe(125);
  });

  it('lays mouths over each other by their weights, in any order', () => {
    expect(middleOf(0.2, patchOf(60), patchOf(160))).toBe(110);
    expect(middleOf(0.2, patchOf(90), patchOf(60), patchOf(180))).toBe(110);
  });
});
