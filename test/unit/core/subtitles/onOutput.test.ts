import { describe, expect, it } from 'vitest';
import { onOutput } from '../../../../src/core/subtitles/onOutput.js';

const WORDS = [
  { start: 0, end: 3, from: 1, to: 1.4 },
  { start: 4, end: 7, from: 1.5, to: 1.9 },
  { start: 8, end: 13, from: 2, to: 2.6 },
];
const SENTENCE = { text: 'One two three.', from: 1, to: 2.6, words: WORDS };

describe('onOutput', () => {
  it('moves sentences by the silence before and the part that is used', () => {
    const [moved] = onOutput([SENTENCE], { part: { from: 0.5 }, offset: 2, duration: 60 });
    expect(moved).toMatchObject({ text: SENTENCE.text, from: 2.5 });
    expect(moved.words[2].from).toBeCloseTo(3.5);
  });

  it('keeps of a sentence that is cut what is heard of it', () => {
    const [end] = onOutput([SENTENCE], { part: { from: 1.45 }, offset: 0, duration: 60 });
    expect(end.text).toBe('two three.');
    expect(end.words.map(({ start, end: stop }) => [start, stop])).toEqual([
      [0, 3],
      [4, 9],
    ]);
    const [beginning] = onOutput([SENTENCE], { offset: 0, duration: 1.9 });
    expect(beginning.text).toBe('One two');
    expect(beginning.to).toBe(1.9);
  });

  it('leaves out what is not heard', () => {
    expect(onOutput([SENTENCE], { part: { from: 3 }, offset: 0, duration: 60 })).toEqual([]);
    const whole = { text: 'No words known.', from: 5, to: 6, words: [] };
    expect(onOutput([whole], { offset: 0, duration: 4 })).toEqual([]);
    expect(onOutput([whole], { offset: 0, duration: 5.8 })).toMatchObject([{ from: 5, to: 5.8 }]);
  });
});
