import { describe, expect, it } from 'vitest';
import { fitSimilarity } from '../../../src/core/measure/similarity.js';

const square = [0, 0, 4, 0, 4, 4, 0, 4];
const all = [0, 1, 2, 3];

describe('fitSimilarity', () => {
  it('finds scale, turn and shift', () => {
    // Twice as large, turned by 90 degrees: (x, y) -> (-2 y + 3, 2 x - 1).
    const to = [3, -1, 3, 7, -5, 7, -5, -1];
    const fit = fitSimilarity(square, to, all);
    expect(fit?.a).toBeCloseTo(0, 9);
    expect(fit?.b).toBeCloseTo(2, 9);
    expect([fit?.tx, fit?.ty]).toEqual([3, -1]);
  });

  it('fits only the points asked for, from where each list starts', () => {
    const to = [9, 9, 10, 10, 14, 10, 14, 14, 500, 500];
    const fit = fitSimilarity(square, to, [0, 1, 2], 0, 1);
    expect([fit?.a, fit?.b]).toEqual([1, 0]);
    expect(fit?.tx).toBeCloseTo(10, 9);
    expect(fit?.ty).toBeCloseTo(10, 9);
  });

  it('has nothing to say of one place or of gaps', () => {
    expect(fitSimilarity([1, 1, 1, 1], [0, 0, 2, 2], [0, 1])).toBeNull();
    expect(fitSimilarity([0, 0, NaN, 1], [0, 0, 2, 2], [0, 1])).toBeNull();
  });
});
