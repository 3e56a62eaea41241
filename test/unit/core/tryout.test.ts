import { describe, expect, it } from 'vitest';
import { loopIndex } from '../../../src/core/loopOrder.js';
import {
  clearSpeech,
  heardAround,
  placeOfTry,
  triedFrames,
  TRY_SECONDS,
} from '../../../src/core/tryout.js';

describe('the first clear speech', () => {
  it('begins a moment before somebody speaks most of the time', () => {
    expect(clearSpeech([{ from: 0, to: 7 }], 30)).toBe(6.7);
    expect(clearSpeech([], 30)).toBe(0);
  });

  it('passes a lone word in a long silence', () => {
    const silences = [
      { from: 0, to: 2 },
      { from: 2.5, to: 12 },
      { from: 14, to: 14.4 },
    ];
    expect(clearSpeech(silences, 40)).toBe(11.7);
  });

  it('is where most is said when nobody speaks for long, and the start when nobody does', () => {
    const silences = [
      { from: 0, to: 3 },
      { from: 3.5, to: 10 },
      { from: 12, to: 20 },
    ];
    const at = clearSpeech(silences, 20);
    expect(at).toBeLessThanOrEqual(10);
    expect(at + TRY_SECONDS).toBeGreaterThanOrEqual(12);
    expect(clearSpeech([{ from: 0, to: 20 }], 20)).toBe(0);
  });

  it('leaves room for a whole try, and none is needed in a short recording', () => {
    expect(clearSpeech([{ from: 0, to: 8 }], 10)).toBeLessThanOrEqual(10 - TRY_SECONDS);
    expect(clearSpeech([{ from: 0, to: 1 }], 2)).toBe(0);
  });
});

it('puts a try where it fits', () => {
  const all = { from: 0, to: 10 };
  expect(placeOfTry(-3, all)).toBe(0);
  expect(placeOfTry(9, all)).toBe(6);
  expect(placeOfTry(2.34, all)).toBe(2.3);
  expect(placeOfTry(1, { from: 0, to: 3 })).toBe(0);
  const part = { from: 2.25, to: 8 };
  expect(placeOfTry(0, part)).toBe(2.25);
  expect(placeOfTry(9, part)).toBe(4);
});

describe('the frames of a try', () => {
  const shownBy = (from: number, frames: number, rate = 10, duration = 100) => {
    const { output, shown } = triedFrames(from, duration, { frames, rate });
    const indices = new Set<number>();
    for (let t = output.from; t < output.to; t += 1) indices.add(loopIndex(t, frames));
    return { output, shown, indices };
  };

  it.each([
    ['forward', 2, 500],
    ['where the video turns round at its end', 8, 100],
    ['backward', 12, 100],
    ['where it turns round at its beginning', 18, 100],
    ['through a video that is shorter than a try', 3, 7],
    ['of a single picture', 3, 1],
  ])('are those that the output shows: %s', (_, from, frames) => {
    const { output, shown, indices } = shownBy(from, frames);
    expect(output).toEqual({ from: from * 10, to: from * 10 + 40 });
    expect(shown).toEqual({ from: Math.min(...indices), to: Math.max(...indices) + 1 });
  });

  it('are no more than the output has', () => {
    expect(shownBy(0, 500, 25, 1).output).toEqual({ from: 0, to: 25 });
    expect(shownBy(9, 500, 25, 10).output).toEqual({ from: 150, to: 250 });
  });
});

describe('what is heard for a try', () => {
  it('is all of a short recording', () => {
    expect(heardAround(10, 30)).toBeUndefined();
  });

  it('is what lies around it in a long one, to the end where that is near', () => {
    const middle = heardAround(100, 600);
    expect(middle?.from).toBeLessThan(95);
    expect(middle?.to).toBeGreaterThan(109);
    expect(heardAround(101, 600)).toEqual(middle);
    expect(heardAround(0, 600)).toEqual({ from: 0, to: 30 });
    expect(heardAround(596, 600.4)).toEqual({ from: 570, to: 600.4 });
  });
});
