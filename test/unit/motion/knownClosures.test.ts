import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOVED_FLOATS, mouthWidth } from '../../../src/core/lowerFace.js';
import { seeded } from '../../../src/core/seeded.js';
import { expectedApertures } from '../../../src/motion/expectedApertures.js';
import { smoothRow } from '../../../src/motion/filter.js';
import { withClosures } from '../../../src/motion/knownClosures.js';
import { expandCoefficients, parseMotionBasis } from '../../../src/motion/motionBasis.js';
import type { HeardMotion } from '../../../src/motion/speechToMotion.js';

const basis = parseMotionBasis(readFileSync(resolve('models/motion-basis.json'), 'utf8'));
const COUNT = basis.components.length;
const RATE = 50;
const FRAMES = 500;

function babble(): HeardMotion {
  const data = new Float32Array(COUNT * FRAMES);
  const draw = seeded(3);
  for (let k = 0; k < COUNT; k++) {
    const noise = Float32Array.from({ length: FRAMES }, () => 4 * (draw() - 0.5));
    data.set(smoothRow(noise, 4), k * FRAMES);
  }
  return { count: COUNT, frames: FRAMES, data, heard: new Float32Array(FRAMES).fill(1) };
}

function widthAt({ count, frames, data }: HeardMotion, frame: number): number {
  const coefficients = Float32Array.from({ length: count }, (_, k) => data[k * frames + frame]);
  return mouthWidth(expandCoefficients(basis, coefficients, new Float32Array(MOVED_FLOATS)));
}

describe('lips that are known to be shut', () => {
  const heard = babble();
  const before = expectedApertures(basis, heard);
  const closed = before.slice().sort()[Math.floor(0.1 * FRAMES)];

  it('shut as far as the model ever shuts them, and keep their width', () => {
    const open = before.indexOf(Math.max(...before.subarray(50, 450)));
    const at = open / RATE;
    const shut = withClosures(basis, heard, [{ from: at - 0.03, to: at + 0.03 }], RATE);
    const after = expectedApertures(basis, shut);
    expect(before[open]).toBeGreaterThan(closed + 0.05);
    for (const frame of [open - 1, open, open + 1]) expect(after[frame]).toBeCloseTo(closed, 5);
    expect(widthAt(shut, open)).toBeCloseTo(widthAt(heard, open), 5);
  });

  it('shut and open without a jump, and are let alone elsewhere', () => {
    const shut = withClosures(basis, heard, [{ from: 2, to: 2.1 }], RATE);
    const after = expectedApertures(basis, shut);
    const touched = [...after.keys()].filter((k) => after[k] !== before[k]);
    expect(Math.min(...touched)).toBeGreaterThan(1.93 * RATE);
    expect(Math.max(...touched)).toBeLessThan(2.17 * RATE);
    const steps = (row: Float32Array) => row.subarray(1).map((value, k) => value - row[k]);
    const most = (row: Float32Array) => Math.max(...steps(row).map(Math.abs));
    expect(most(after)).toBeLessThan(most(before) + 0.6 * (Math.max(...before) - closed));
  });

  it('are never opened by it, and stay as they are where nothing is known', () => {
    expect(withClosures(basis, heard, [], RATE)).toBe(heard);
    const all = withClosures(basis, heard, [{ from: -1, to: 20 }], RATE);
    expectedApertures(basis, all).forEach((aperture, k) => {
      expect(aperture).toBeLessThanOrEqual(before[k] + 1e-6);
    });
  });
});
