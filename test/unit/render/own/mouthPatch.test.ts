import { describe, expect, it } from 'vitest';
import { allocateFrame, chromaWidth, type YuvFrame } from '../../../../src/core/frame.js';
import { LIP_INNER, LIP_OUTER } from '../../../../src/core/landmarkSets.js';
import { mouthKey } from '../../../../src/render/own/mouthKey.js';
import {
  contourArea,
  cutMouthPatch,
  lipPositions,
  showsInside,
} from '../../../../src/render/own/mouthPatch.js';
import { skullFrame } from '../../../../src/render/skullFrame.js';
import { frontalLandmarks, frontalPose, lowerFace } from '../syntheticFace.js';

const LIP = { y: 110, u: 112, v: 158 };
const DARK = { y: 30, u: 126, v: 132 };

/** All lip, with a dark rectangle; 200 x 200. */
function lipsAround(x0: number, y0: number, x1: number, y1: number): YuvFrame {
  const frame = allocateFrame(200, 200);
  const stride = chromaWidth(200);
  for (let y = 0; y < 200; y++) {
    for (let x = 0; x < 200; x++) {
      const color = x >= x0 && x < x1 && y >= y0 && y < y1 ? DARK : LIP;
      frame.y[y * 200 + x] = color.y;
      frame.u[(y >> 1) * stride + (x >> 1)] = color.u;
      frame.v[(y >> 1) * stride + (x >> 1)] = color.v;
    }
  }
  return frame;
}

/** Landmarks whose inner lips are apart by `opening` pixels about row 126, ten pixels thick each. */
function openLandmarks(opening: number): Float32Array {
  const landmarks = frontalLandmarks();
  for (const k of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const [lower, upper] = [k, LIP_INNER.length - k];
    landmarks[3 * LIP_INNER[lower] + 1] = 126 + opening / 2;
    landmarks[3 * LIP_OUTER[lower] + 1] = 126 + opening / 2 + 10;
    landmarks[3 * LIP_INNER[upper] + 1] = 126 - opening / 2;
    landmarks[3 * LIP_OUTER[upper] + 1] = 126 - opening / 2 - 10;
  }
  return landmarks;
}

function cut(frame: YuvFrame, landmarks: Float32Array) {
  const key = { ...mouthKey(lowerFace(), 0, frontalPose, 0), area: 0.05, aperture: 0.2 };
  return cutMouthPatch(frame, landmarks, frontalPose, key, 0);
}

describe('mouth patch', () => {
  it('takes the lips where they end, not where the landmarks say', () => {
    const landmarks = openLandmarks(20);
    // The lower lip really reaches 8 pixels further up than its landmarks.
    const patch = cut(lipsAround(60, 116, 140, 128), landmarks);
    const told = lipPositions(landmarks);
    const lift = told[2 * 5 + 1] - (told[1] - patch.inner[1]) - patch.inner[2 * 5 + 1];
    expect(lift).toBeGreaterThan(6);
    expect(lift).toBeLessThan(10);
    expect(patch.open).toBeLessThan(0.75);
    expect(patch.lipShare).toBeLessThan(0.25);
  });

  it('leaves a contour that is right as it is', () => {
    const landmarks = openLandmarks(20);
    const patch = cut(lipsAround(60, 116, 140, 136), landmarks);
    expect(patch.open).toBeCloseTo(1, 1);
  });

  it('knows lips taken for an open mouth', () => {
    const patch = cut(lipsAround(0, 0, 0, 0), openLandmarks(20));
    expect(patch.lipShare).toBeGreaterThan(0.9);
    expect(showsInside([patch])).toBe(false);
    expect(showsInside([patch, cut(lipsAround(60, 116, 140, 136), openLandmarks(20))])).toBe(true);
  });

  it('lies in the frame of the skull, which the lips do not move', () => {
    const closed = skullFrame(frontalLandmarks(), frontalPose);
    const open = skullFrame(openLandmarks(30), frontalPose);
    expect(open).toEqual(closed);
  });

  it('counts the area of crossed lips as less than none', () => {
    const inner = (opening: number) => lipPositions(openLandmarks(opening)).subarray(0, 40);
    expect(contourArea(inner(10))).toBeGreaterThan(0);
    expect(contourArea(inner(-10))).toBeLessThan(0);
  });
});
