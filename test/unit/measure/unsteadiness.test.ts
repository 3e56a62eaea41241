import { describe, expect, it } from 'vitest';
import { jitter, pooledJitter } from '../../../src/core/measure/unsteadiness.js';

describe('jitter', () => {
  it('is 0 for a steady movement and counts bends', () => {
    expect(jitter([0, 1, 2, 3, 4])).toBe(0);
    expect(jitter([0, 1, 0, 1])).toBe(2);
    expect(jitter([0, 0, 3, 0, 0])).toBeCloseTo(Math.sqrt((9 + 36 + 9) / 3), 12);
  });

  it('does not bridge gaps', () => {
    expect(jitter([0, 1, NaN, 50, 51])).toBeNull();
    expect(jitter([0, 1, 2, NaN, 50, 51, 52])).toBe(0);
  });

  it('counts only what is asked for', () => {
    expect(jitter([0, 0, 0, 5, 0, 5, 0], (i) => i < 2)).toBe(0);
    expect(jitter([0, 0, 0, 5, 0, 5, 0], (i) => i > 2)).toBe(10);
  });

  it('pools series that lie side by side', () => {
    expect(pooledJitter([0, 9, 1, 9, 0, 9, 1, 9], 2)).toBeCloseTo(Math.sqrt((4 + 4) / 4), 12);
    expect(pooledJitter([0, 9, 1, 9], 2)).toBeNull();
  });
});
