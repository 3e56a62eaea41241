import { describe, expect, it } from 'vitest';
import {
  borderGradient,
  laplacianVariance,
  type Luma,
} from '../../../src/core/measure/pictureMeasures.js';

function luma(width: number, height: number, value: (x: number, y: number) => number): Luma {
  const y = Uint8Array.from({ length: width * height }, (_, i) =>
    value(i % width, Math.floor(i / width)),
  );
  return { width, height, y };
}
const whole = { x0: 0, y0: 0, x1: 8, y1: 8 };

describe('laplacianVariance', () => {
  it('is 0 on a plain or evenly sloping picture', () => {
    expect(
      laplacianVariance(
        luma(8, 8, () => 90),
        whole,
      ),
    ).toBe(0);
    expect(
      laplacianVariance(
        luma(8, 8, (x, y) => 10 * x + 3 * y),
        whole,
      ),
    ).toBe(0);
  });

  it('is the value worked by hand for one bright pixel', () => {
    // 36 inner pixels: one of -400, four of 100: mean 0, squares 200000.
    const dot = luma(8, 8, (x, y) => (x === 3 && y === 4 ? 100 : 0));
    expect(laplacianVariance(dot, whole)).toBeCloseTo(200000 / 36, 9);
  });

  it('sees blur', () => {
    const sharp = luma(8, 8, (x) => (x % 4 < 2 ? 0 : 200));
    const soft = luma(8, 8, (x) => 100 - 60 * Math.cos((Math.PI * (x - 0.5)) / 2));
    expect(laplacianVariance(soft, whole)).toBeLessThan(laplacianVariance(sharp, whole) / 2);
  });

  it('stays inside the picture', () => {
    expect(
      laplacianVariance(
        luma(8, 8, (x) => x * x),
        { x0: -5, y0: 7, x1: 99, y1: 99 },
      ),
    ).toBe(0);
  });
});

describe('borderGradient', () => {
  const box = { x0: 2, y0: 2, x1: 6, y1: 6 };
  const mask = new Float32Array(16).fill(1);

  it('is the step across the border and nothing else', () => {
    const patch = luma(8, 8, (x, y) => (x >= 2 && x < 6 && y >= 2 && y < 6 ? 140 : 100));
    expect(borderGradient(patch, mask, box)).toBe(40);
    const texture = luma(8, 8, (x, y) => (x >= 3 && x < 5 && y >= 3 && y < 5 ? 255 : 100));
    expect(borderGradient(texture, mask, box)).toBe(0);
  });

  it('averages over the border', () => {
    // Only the 4 steps on the right side of 16 have an edge of 32.
    expect(
      borderGradient(
        luma(8, 8, (x) => (x >= 6 ? 132 : 100)),
        mask,
        box,
      ),
    ).toBe(8);
  });

  it('is null without a border', () => {
    expect(
      borderGradient(
        luma(8, 8, () => 1),
        new Float32Array(16),
        box,
      ),
    ).toBeNull();
    expect(
      borderGradient(
        luma(8, 8, () => 1),
        new Float32Array(64).fill(1),
        whole,
      ),
    ).toBeNull();
  });
});
