import { describe, expect, it } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../../src/core/frame.js';
import { findSeam, SEAM_COLUMNS } from '../../../../src/render/own/mouthSeam.js';

const SKULL = { a: 100, b: 0, c: 50, d: 0, e: 100, f: 20 };
const [TOP, BOTTOM] = [50, 74];

/** Inner lips from x 20 to 80, between rows 50 and 74. */
function inner(): Float32Array {
  const points = new Float32Array(40);
  for (let i = 0; i < 20; i++) {
    const along = i <= 10 ? i / 10 : (20 - i) / 10;
    const bulge = 1 - (2 * along - 1) ** 4;
    points[2 * i] = 20 + 60 * along;
    points[2 * i + 1] = 62 + (i <= 10 ? 12 : -12) * bulge;
  }
  return points;
}

/** @param lumaAt by row */
function picture(lumaAt: (y: number) => number): YuvFrame {
  const frame = allocateFrame(100, 100);
  for (let y = 0; y < 100; y++) frame.y.fill(lumaAt(y), y * 100, (y + 1) * 100);
  return frame;
}

function middleRows(frame: YuvFrame): number[] {
  const { heights } = findSeam(frame, inner(), SKULL);
  return [...heights].slice(6, SEAM_COLUMNS - 6).map((height) => SKULL.f + SKULL.e * height);
}

describe('the seam of a filmed mouth', () => {
  it('runs in the dark between two rows of teeth', () => {
    const frame = picture((y) => (y < 58 ? 200 : y < 63 ? 30 : y < BOTTOM ? 180 : 90));
    for (const row of middleRows(frame)) {
      expect(row).toBeGreaterThan(57);
      expect(row).toBeLessThan(64);
    }
  });

  it('runs along the shadow of the lower lip where only upper teeth show', () => {
    const frame = picture((y) => (y < 70 ? 200 : y < BOTTOM ? 90 : 110));
    for (const row of middleRows(frame)) expect(row).toBeGreaterThan(68.5);
  });

  it('keeps off the upper lip whose shadow is darker still', () => {
    const frame = picture((y) => (y < TOP + 2 ? 10 : y < 70 ? 200 : 90));
    for (const row of middleRows(frame)) expect(row).toBeGreaterThan(TOP + 3);
  });

  it('tells how dark it is, and how soft the picture', () => {
    const hard = picture((y) => (y < 58 ? 200 : y < 63 ? 30 : 180));
    const soft = picture((y) => (y < 54 ? 200 : y < 66 ? 200 - 14 * (y - 54) : 30));
    expect(Math.min(...findSeam(hard, inner(), SKULL).lumas)).toBeCloseTo(30, 0);
    const softness = [hard, soft].map((frame) => 100 * findSeam(frame, inner(), SKULL).softness);
    expect(softness[0]).toBeLessThan(1.5);
    expect(softness[1]).toBeGreaterThan(8);
  });
});
