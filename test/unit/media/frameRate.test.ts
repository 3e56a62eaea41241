import { describe, expect, test } from 'vitest';
import { ratio } from '../../../src/core/videoInfo.js';
import { chooseRate, liftedRate, simplify } from '../../../src/media/frameRate.js';
import type { RateClues } from '../../../src/media/frameRate.js';

const NONE = { num: 0, den: 0 };
const clues = (given: Partial<RateClues>): RateClues => ({
  average: NONE,
  real: NONE,
  frames: 0,
  duration: 0,
  interlaced: false,
  ...given,
});
const of = (num: number, den = 1) => ({ num, den });

describe('chooseRate', () => {
  test('a constant rate is kept exactly', () => {
    const rate = of(30000, 1001);
    expect(chooseRate(clues({ average: rate, real: rate, duration: 60 }))).toEqual({
      rate,
      variable: false,
    });
  });

  test('an odd last frame does not make a short clip variable', () => {
    const given = clues({ average: of(31 * 1000, 1280), real: of(25), duration: 1.28 });
    expect(chooseRate(given)).toEqual({ rate: of(25), variable: false });
  });

  test("a phone's jitter gives the average, though the clip is short", () => {
    const given = clues({
      average: of(1920000, 64483),
      real: of(355, 12),
      frames: 64,
      duration: 2.149,
    });
    const { rate, variable } = chooseRate(given);
    expect(variable).toBe(true);
    expect(ratio(rate)).toBeCloseTo(1920000 / 64483, 4);
  });

  test('gaps do not slow down what lies between them', () => {
    const gaps = clues({ average: of(145, 12), real: of(25), frames: 29, duration: 2.4 });
    expect(chooseRate(gaps)).toEqual({ rate: of(25), variable: true });
    expect(chooseRate({ ...gaps, measured: { between: 25.0001, mean: 11 } })).toEqual({
      rate: of(25),
      variable: true,
    });
    const clock = clues({ average: of(11), real: of(90000), frames: 330, duration: 30 });
    expect(chooseRate({ ...clock, measured: { between: 29.969, mean: 11 } }).rate).toEqual(
      of(30000, 1001),
    );
    expect(chooseRate({ ...clock, measured: { between: 59.95, mean: 11 } }).rate).toEqual(
      of(60000, 1001),
    );
    const head = clues({ average: of(30), real: of(30), duration: 9 });
    const measured = { between: 30.01, mean: 21 };
    expect(chooseRate({ ...head, measured })).toEqual({ rate: of(30), variable: true });
    // A clock of a millisecond that cannot be told from 120 is not worth twice the lips.
    expect(chooseRate({ ...clock, measured: { between: 120, mean: 11 } }).rate).toEqual(of(60));
  });

  test.each([
    [of(1), of(24)],
    [of(1, 2), of(24)],
    [of(5), of(25)],
    [of(12), of(24)],
    [of(15), of(30)],
    [of(15000, 1001), of(30000, 1001)],
    [of(12000, 1001), of(24000, 1001)],
    [of(20), undefined],
    [of(24000, 1001), undefined],
  ])('lips need more than %o', (rate, wanted) => {
    expect(liftedRate({ rate, variable: false })).toEqual(wanted);
  });

  test('an uneven slow rate has no multiple to keep to', () => {
    expect(liftedRate({ rate: of(50, 51), variable: true })).toEqual(of(25));
    expect(liftedRate({ rate: of(15), variable: true })).toEqual(of(30));
  });

  test('fields are not frames', () => {
    const given = clues({ average: of(25), real: of(50), duration: 20, interlaced: true });
    expect(chooseRate(given)).toEqual({ rate: of(25), variable: false });
    expect(chooseRate({ ...given, interlaced: false }).variable).toBe(true);
    const ntsc = { average: of(30000, 1001), real: of(60000, 1001), interlaced: true };
    expect(chooseRate(clues(ntsc)).rate).toEqual(of(30000, 1001));
  });

  test.each([NONE, of(1000), of(90000), of(1, 5)])(
    'nonsense as an average (%o) is counted instead',
    (average) => {
      const given = clues({ average, real: of(90000), frames: 300, duration: 10 });
      expect(chooseRate(given)).toEqual({ rate: of(30), variable: true });
    },
  );

  test('nothing known at all gives 25', () => {
    expect(chooseRate(clues({}))).toEqual({ rate: of(25), variable: true });
    expect(chooseRate(clues({ real: of(24) }))).toEqual({ rate: of(24), variable: false });
  });
});

test('simplify finds small terms near the value', () => {
  const found = simplify(of(1499213, 50123));
  expect(Math.abs(ratio(found) / (1499213 / 50123) - 1)).toBeLessThan(1e-6);
  expect(found.num).toBeLessThan(100000);
  expect(simplify(of(30000, 1000))).toEqual(of(30));
});
