import { expect, test } from 'vitest';
import { loopIndex } from '../../../src/core/loopOrder.js';

const order = (count: number, n: number) =>
  Array.from({ length: count }, (_, t) => loopIndex(t, n));

test('plays forward, then backward, without showing an end twice', () => {
  expect(order(12, 4)).toEqual([0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1]);
  expect(order(5, 2)).toEqual([0, 1, 0, 1, 0]);
  expect(order(3, 1)).toEqual([0, 0, 0]);
});

test('never jumps by more than a frame', () => {
  const indices = order(1000, 37);
  expect(indices.every((index, t) => t === 0 || Math.abs(index - indices[t - 1]) === 1)).toBe(true);
});

test.each([
  [0, 0],
  [0, 1.5],
  [-1, 3],
  [0.5, 3],
  [0, NaN],
])('refuses position %d of %d', (t, n) => {
  expect(() => loopIndex(t, n)).toThrow(RangeError);
});
