import { describe, expect, it } from 'vitest';
import { rgbFromYuv } from '../../../src/core/colorMatrix.js';
import type { ColorCoding } from '../../../src/core/frame.js';
import { InteriorPicture } from '../../../src/render/interiorPicture.js';

const COLOR: ColorCoding = { matrix: 'bt709', fullRange: false };

function picture(at: (x: number, y: number) => readonly number[]): Float32Array {
  const rgb = new Float32Array(48 * 64 * 3);
  for (let y = 0; y < 48; y++) for (let x = 0; x < 64; x++) rgb.set(at(x, y), 3 * (y * 64 + x));
  return rgb;
}

describe('InteriorPicture', () => {
  it.each([1, 2, 3, 4])('keeps a plain colour at scale %d', (scale) => {
    const frame = new InteriorPicture(COLOR, scale).convert(picture(() => [0.7, 0.5, 0.3]));
    expect([frame.width, frame.height]).toEqual([64 * scale, 48 * scale]);
    expect(new Set(frame.y).size).toBe(1);
    const rgb = rgbFromYuv(frame.y[0], frame.u[0], frame.v[0], COLOR);
    [0.7, 0.5, 0.3].forEach((value, i) => {
      expect(rgb[i]).toBeCloseTo(value, 1.9);
    });
  });

  it('makes an edge steeper than plain enlarging, without halos', () => {
    const scale = 4;
    const ramp = [0.2, 0.2, 0.35, 0.65, 0.8, 0.8];
    const level = (x: number): number => ramp[Math.max(0, Math.min(5, x - 29))];
    const frame = new InteriorPicture(COLOR, scale).convert(
      picture((x) => [level(x), level(x), level(x)]),
    );
    const row = [...frame.y.subarray(96 * 256, 97 * 256)];
    const steepest = Math.max(...row.slice(1).map((value, i) => value - row[i]));
    expect(steepest).toBeGreaterThan((0.3 / 4) * 219 * 1.3);
    expect(Math.min(...row)).toBeGreaterThanOrEqual(Math.floor(16 + 219 * 0.2));
    expect(Math.max(...row)).toBeLessThanOrEqual(Math.ceil(16 + 219 * 0.8));
    row.slice(1).forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(row[i]);
    });
  });

  it('clamps what the network overshoots instead of wrapping', () => {
    const full = new InteriorPicture({ matrix: 'bt601', fullRange: true }, 2);
    const frame = full.convert(picture((x) => (x < 32 ? [1.2, 1.2, 1.2] : [-0.2, -0.2, -0.2])));
    expect(frame.y[0]).toBe(255);
    expect(frame.y[127]).toBe(0);
  });

  it('refuses sizes it has no use for', () => {
    for (const scale of [0, 1.5, 5])
      expect(() => new InteriorPicture(COLOR, scale)).toThrow(RangeError);
  });
});
