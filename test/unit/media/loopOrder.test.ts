import { expect, test } from 'vitest';
import { loopIndex, loopPlace } from '../../../src/core/loopOrder.js';

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

test.each([
  [100, 25],
  [2, 30],
  [37, 30_000 / 1001],
])('is the same by the clock: %d frames at %d a second', (n, rate) => {
  for (let t = 0; t < 20 * n; t++) {
    const index = loopIndex(t, n);
    for (const within of [0, 0.5, 0.99]) {
      const { time, forward } = loopPlace((t + within) / rate, n, rate);
      expect(Math.floor(time * rate + 1e-6), `frame ${t} and ${within}`).toBe(index);
      if (loopIndex(t + 1, n) > index && t % (2 * n - 2) !== 0) expect(forward).toBe(true);
    }
  }
});

test('does not drift: five minutes into a source of four seconds', () => {
  // Period 198 frames: 7500 % 198 is 174, so frame 24 from the end of the way back.
  const { time, forward } = loopPlace(300, 100, 25);
  expect(Math.floor(time * 25)).toBe(24);
  expect(forward).toBe(false);
});

test.each([
  [5, NaN, 25],
  [5, 1, 25],
  [5, 10, NaN],
  [NaN, 10, 25],
])('gives the start where there is no order: %d s, %d frames at %d', (time, n, rate) => {
  expect(loopPlace(time, n, rate)).toEqual({ time: 0, forward: true });
});
