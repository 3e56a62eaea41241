import { describe, expect, it } from 'vitest';
import { keptResults } from '../../../src/core/keptResults.js';

describe('how many earlier results are kept', () => {
  it('is a whole number within bounds, or as it was once said', () => {
    expect([0, 1, 20].map(keptResults)).toEqual([0, 1, 20]);
    expect([true, false].map(keptResults)).toEqual([1, 0]);
  });

  it.each([-1, 21, 1.5, Number.NaN, '3', null, undefined, {}])('is not %s', (wish) => {
    expect(keptResults(wish)).toBeUndefined();
  });
});
