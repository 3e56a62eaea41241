import { describe, expect, it } from 'vitest';
import type { TimeSpan } from '../../../src/core/inspection.js';
import { inOutput, outputSeconds, spokenIn, usedSpan } from '../../../src/core/usedTime.js';

describe('what of a file is used', () => {
  it('is all of it unless told, and never more', () => {
    expect(usedSpan(undefined, 90)).toEqual({ from: 0, to: 90 });
    expect(usedSpan({ from: 12, to: 40 }, 90)).toEqual({ from: 12, to: 40 });
    expect(usedSpan({ from: 12, to: 400 }, 90)).toEqual({ from: 12, to: 90 });
    expect(usedSpan({ from: 95 }, 90)).toEqual({ from: 90, to: 90 });
  });

  it('makes an output as long as the silence before and the part together', () => {
    expect(outputSeconds({}, 30)).toBe(30);
    expect(outputSeconds({ audioPart: { from: 5, to: 25 }, speechOffset: 1.5 }, 30)).toBe(21.5);
  });

  it('moves pauses to where they are heard', () => {
    const pauses = [
      { from: 0, to: 3 },
      { from: 10, to: 12 },
      { from: 28, to: 30 },
    ];
    expect(inOutput(pauses, {})).toEqual(pauses);
    expect(inOutput(pauses, { audioPart: { from: 2, to: 11 } })).toEqual([
      { from: 0, to: 1 },
      { from: 8, to: 9 },
    ]);
    expect(inOutput(pauses, { audioPart: { from: 4 }, speechOffset: 2 })).toEqual([
      { from: 0, to: 2 },
      { from: 8, to: 10 },
      { from: 26, to: 28 },
    ]);
    expect(inOutput(pauses, { audioPart: { from: 2, to: 5 }, speechOffset: 2 })).toEqual([
      { from: 0, to: 3 },
    ]);
  });
});

it('finds where speech begins and ends, between pauses at the ends only', () => {
  const middle = { from: 20, to: 22 };
  const found = (silences: readonly TimeSpan[], loud = 0.5) =>
    spokenIn({ silences, duration: 30, threshold: -45, peaks: [0, 0, 0.1, loud, loud, loud] });
  expect(found([])).toEqual({ from: 0, to: 30 });
  const ends = [{ from: 0, to: 3.2 }, middle, { from: 27, to: 30 }];
  expect(found(ends)).toEqual({ from: 3.2, to: 27 });
  expect(found([middle])).toEqual({ from: 0, to: 30 });
  expect(found([{ from: 0, to: 30 }])).toBeUndefined();
  // What is this quiet may be soft speech.
  expect(found(ends, 0.1)).toBeUndefined();
});
