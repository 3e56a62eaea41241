import { describe, expect, it } from 'vitest';
import { LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import { LIP_INNER } from '../../../src/core/landmarkSets.js';
import type { Affine } from '../../../src/render/affine.js';
import {
  imageToInterior,
  innerLipInMouth,
  interiorToImage,
  mouthFrameOf,
} from '../../../src/render/mouthFrame.js';

/** Landmarks whose inner lip corners are given and whose lip middles lie `open` around their middle. */
function mouth(right: readonly number[], left: readonly number[], open = 0): Float32Array {
  const points = new Float32Array(LANDMARK_FLOATS);
  const [dx, dy] = [left[0] - right[0], left[1] - right[1]];
  const [mx, my] = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
  for (const landmark of LIP_INNER) points.set([mx, my], 3 * landmark);
  points.set(right, 3 * 78);
  points.set(left, 3 * 308);
  points.set([mx - dy * open, my + dx * open], 3 * 14);
  points.set([mx + dy * open, my - dx * open], 3 * 13);
  return points;
}

const apply = ({ a, b, c, d, e, f }: Affine, x: number, y: number): number[] => [
  a * x + b * y + c,
  d * x + e * y + f,
];

describe('mouthFrameOf', () => {
  it('is spanned by the inner corners', () => {
    const frame = mouthFrameOf(mouth([100, 50], [100, 90]));
    expect(frame).toEqual({ originX: 100, originY: 70, axisX: 0, axisY: 1, unit: 40 });
  });

  it('stays finite where the corners coincide', () => {
    const frame = mouthFrameOf(mouth([7, 8], [7, 8]));
    expect(frame).toEqual({ originX: 7, originY: 8, axisX: 1, axisY: 0, unit: 1 });
  });
});

describe('innerLipInMouth', () => {
  it('does not depend on where, how large and how tilted the mouth is', () => {
    const upright = new Float32Array(40);
    const tilted = new Float32Array(40);
    const a = mouth([10, 20], [40, 20], 0.2);
    const b = mouth([300, 200], [260, 290], 0.2);
    innerLipInMouth(a, mouthFrameOf(a), upright);
    innerLipInMouth(b, mouthFrameOf(b), tilted);
    upright.forEach((value, i) => {
      expect(tilted[i]).toBeCloseTo(value, 4);
    });
    expect([...upright.subarray(0, 2)]).toEqual([-0.5, 0]);
    expect(upright[2 * 5 + 1]).toBeCloseTo(0.2, 5);
    expect(upright[2 * 15 + 1]).toBeCloseTo(-0.2, 5);
  });
});

describe('imageToInterior', () => {
  it('puts the corners 50 pixels apart on the corner line', () => {
    const frame = mouthFrameOf(mouth([100, 100], [180, 160]));
    const [right, left] = [
      [100, 100],
      [180, 160],
    ].map(([x, y]) => apply(imageToInterior(frame, 1), x, y));
    expect(right[0]).toBeCloseTo(7, 4);
    expect(left[0]).toBeCloseTo(57, 4);
    expect(right[1]).toBeCloseTo(19, 4);
    expect(left[1]).toBeCloseTo(19, 4);
  });

  it('is undone by interiorToImage at every scale', () => {
    const frame = mouthFrameOf(mouth([13, 77], [60, 41]));
    for (const scale of [1, 2, 4]) {
      const there = apply(imageToInterior(frame, scale), 31.5, 58.25);
      const [x, y] = apply(interiorToImage(frame, scale), there[0], there[1]);
      expect(x).toBeCloseTo(31.5, 4);
      expect(y).toBeCloseTo(58.25, 4);
    }
  });
});
