import { describe, expect, it } from 'vitest';
import { inverse, mapPoints } from '../../../src/render/affine.js';

describe('affine map', () => {
  it('is undone by its inverse', () => {
    const map = { a: 2, b: -0.5, c: 7, d: 0.3, e: 1.5, f: -4 };
    const points = Float32Array.of(0, 0, 10, 3, -5, 8);
    const back = mapPoints(inverse(map), mapPoints(map, points));
    points.forEach((value, i) => {
      expect(back[i]).toBeCloseTo(value, 4);
    });
  });

  it('has no inverse where it flattens the plane', () => {
    expect(() => inverse({ a: 1, b: 2, c: 0, d: 2, e: 4, f: 0 })).toThrow(RangeError);
  });
});
