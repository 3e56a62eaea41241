import { expect, it } from 'vitest';
import { checkPicture } from '../../../src/wav2lip/checkPicture.js';

const picture = (change: (value: number, i: number) => number): Float32Array =>
  Float32Array.from({ length: 3 * 64 * 64 }, (_, i) => change((i % 64) / 64, i));

it('finds nothing in a picture, nor in one that reaches a little beyond', () => {
  expect(checkPicture(picture((value) => value))).toBeUndefined();
  expect(checkPicture(picture((value) => 1.3 * value - 0.15))).toBeUndefined();
  expect(checkPicture(picture((value) => 0.02 * value))).toBeUndefined();
});

it('counts what is no number', () => {
  const broken = picture((value, i) => (i === 5 ? NaN : i === 9 ? -Infinity : value));
  expect(checkPicture(broken)).toEqual({ kind: 'not-finite', count: 2 });
  expect(checkPicture(picture(() => NaN))).toMatchObject({ kind: 'not-finite' });
});

it('tells pictures of another range', () => {
  expect(checkPicture(picture((value) => 255 * value))).toMatchObject({ kind: 'out-of-range' });
  expect(checkPicture(picture((value) => 2 * value - 1))).toEqual({
    kind: 'out-of-range',
    lowest: -1,
    highest: expect.closeTo(0.97, 1) as number,
  });
});

it('tells a picture of nothing', () => {
  expect(checkPicture(picture(() => 0.5))).toEqual({ kind: 'flat' });
});
