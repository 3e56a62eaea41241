import { expect, it } from 'vitest';
import { fromHalves, toHalves } from '../../../src/inference/halfFloats.js';

it('reads every half and writes it back as it was', () => {
  const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
  const again = toHalves(fromHalves(all));
  const isNumber = (bits: number) => (bits & 0x7c00) !== 0x7c00 || (bits & 0x3ff) === 0;
  for (const bits of all) {
    if (isNumber(bits)) expect(again[bits]).toBe(bits);
    else expect(again[bits] & 0x7c00 && again[bits] & 0x3ff).toBeTruthy();
  }
});

it('rounds to the nearest, ties to even', () => {
  // 1 + 2^-11 lies between 1 and 1 + 2^-10; 1 + 3 * 2^-11 between odd and even.
  const values = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -11 + 2 ** -20, 2 ** -25, 3 * 2 ** -25];
  expect([...toHalves(Float32Array.from(values))]).toEqual([0x3c00, 0x3c02, 0x3c01, 0, 2]);
});

it('knows the ends of its range', () => {
  const values = [65_504, 65_519, 65_520, -1e9, Infinity, 2 ** -14, 2 ** -24, -0];
  const halves = [0x7bff, 0x7bff, 0x7c00, 0xfc00, 0x7c00, 0x0400, 0x0001, 0x8000];
  expect([...toHalves(Float32Array.from(values))]).toEqual(halves);
});
