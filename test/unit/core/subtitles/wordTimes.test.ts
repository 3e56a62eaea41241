import { describe, expect, it } from 'vitest';
import type { TimedSentence } from '../../../../src/core/subtitles/spokenText.js';
import { WordTimes } from '../../../../src/core/subtitles/wordTimes.js';

const SENTENCE: TimedSentence = {
  text: '  one, two  three.',
  from: 1,
  to: 9,
  words: [
    { start: 2, end: 5, from: 2, to: 3 },
    { start: 7, end: 10, from: 4, to: 5 },
    { start: 12, end: 17, from: 6, to: 8 },
  ],
};
const times = new WordTimes(SENTENCE);

describe('WordTimes', () => {
  it.each([
    ['before the first word', 0, 2, 1],
    ['on its first letter', 2, 2, 1],
    ['within a word', 14, 6.8, 6.8],
    ['on its end', 5, 4, 3],
    ['between words', 6, 4, 3],
    ['behind the last', 18, 9, 8],
  ])('tells when what stands %s is said', (_, at, from, to) => {
    expect(times.at(at, 'from')).toBeCloseTo(from);
    expect(times.at(at, 'to')).toBeCloseTo(to);
  });

  it.each([
    ['whole words', 0, 11, 2, 5],
    ['no word', 5, 7, 4, 4],
    ['a part of one', 13, 15, 6.4, 7.2],
    ['the end of one and the next', 8, 18, 4 + 1 / 3, 8],
  ])('tells when %s are said', (_, start, end, from, to) => {
    const said = times.of(start, end);
    expect(said.from).toBeCloseTo(from);
    expect(said.to).toBeCloseTo(to);
  });

  it('looks at few of many words', () => {
    let looks = 0;
    const words = Array.from({ length: 10_000 }, (_, k) => ({
      get start() {
        looks++;
        return 2 * k;
      },
      get end() {
        looks++;
        return 2 * k + 1;
      },
      from: k,
      to: k + 0.5,
    }));
    const text = 'a '.repeat(words.length);
    const many = new WordTimes({ text, from: 0, to: words.length, words });
    expect(many.of(19_000, 19_010)).toEqual({ from: 9500, to: 9504.5 });
    expect(looks).toBeLessThan(100);
  });
});
