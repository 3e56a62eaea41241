import { describe, expect, it } from 'vitest';
import {
  median,
  PairStatistics,
  pearson,
  quantile,
  standardDeviation,
} from '../../../src/core/measure/statistics.js';

describe('quantile', () => {
  it('takes the middle, or the mean of the two in the middle, and skips gaps', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, NaN, 3, 2])).toBe(2.5);
    expect(median([])).toBeNull();
    expect(median([NaN])).toBeNull();
  });

  it('interpolates between order statistics', () => {
    expect(quantile([10, 20, 30, 40], 0.1)).toBeCloseTo(13, 12);
    expect(quantile([10, 20, 30, 40], 1)).toBe(40);
  });
});

describe('standardDeviation', () => {
  it('is the population value', () => {
    expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2, 12);
    expect(standardDeviation([])).toBe(0);
  });
});

describe('pearson', () => {
  it('agrees with a value worked by hand', () => {
    // Means 3 and 4; products 4+0-1+0+3 = 6, squares 10 and 6: r = 6 / sqrt(60).
    expect(pearson([1, 2, 3, 4, 5], [2, 4, 5, 4, 5])).toBeCloseTo(6 / Math.sqrt(60), 12);
  });

  it('leaves out places where either side is a gap', () => {
    expect(pearson([1, 2, NaN, 4], [2, 4, 100, 8])).toBeCloseTo(1, 12);
  });

  it('is null where nothing varies or too little is left', () => {
    expect(pearson([1, 2, 3], [7, 7, 7])).toBeNull();
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(pearson([1, 2], [1, 2])).toBeNull();
  });

  it('keeps its digits far from zero', () => {
    const statistics = new PairStatistics();
    for (const [a, b] of [
      [1, 2],
      [2, 4],
      [3, 5],
      [4, 4],
      [5, 5],
    ]) {
      statistics.push(a + 1e7, b - 1e7);
    }
    expect(statistics.correlation).toBeCloseTo(6 / Math.sqrt(60), 8);
    expect(statistics.deviationA).toBeCloseTo(Math.SQRT2, 8);
  });
});
