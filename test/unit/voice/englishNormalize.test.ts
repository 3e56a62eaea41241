import { describe, expect, it } from 'vitest';
import { normalizeEnglish, spokenText } from '../../../src/voice/english/normalize.js';
import { SPOKEN, SPOKEN_BRITISH } from './englishCases.js';

describe('written English as it is spoken', () => {
  it.each(SPOKEN)('%s', (written, spoken) => {
    expect(spokenText(normalizeEnglish(written))).toBe(spoken);
  });

  it.each(SPOKEN_BRITISH)('in Britain: %s', (written, spoken) => {
    expect(spokenText(normalizeEnglish(written, 'gb'))).toBe(spoken);
  });

  it('keeps the place of every word, a number being one', () => {
    const text = 'On March 3, 2026, 😀 we sold 1,200 books ($5.20 each).';
    const words = normalizeEnglish(text)
      .filter(({ kind }) => kind === 'word')
      .map(({ start, end, spoken }) => [text.slice(start, end), spoken]);
    expect(words).toEqual([
      ['On', 'On'],
      ['March', 'March'],
      ['3', 'third'],
      ['2026', 'twenty twenty-six'],
      ['we', 'we'],
      ['sold', 'sold'],
      ['1,200', 'one thousand two hundred'],
      ['books', 'books'],
      ['$5.20', 'five dollars and twenty cents'],
      ['each', 'each'],
    ]);
  });

  it('pauses where the text does, in its place', () => {
    const text = 'Wait... (no) — yes!';
    const pauses = normalizeEnglish(text).filter(({ kind }) => kind === 'pause');
    expect(pauses.map(({ start, end, spoken }) => [text.slice(start, end), spoken])).toEqual([
      ['...', '…'],
      ['(', '('],
      [')', ')'],
      ['—', '—'],
      ['!', '!'],
    ]);
  });

  it('parts words by one space and sets none off from a mark that follows', () => {
    const stretches = normalizeEnglish('one   two ,three*four');
    expect(stretches.map(({ spoken }) => spoken)).toEqual([
      'one',
      ' ',
      'two',
      ',',
      ' ',
      'three',
      ' ',
      'four',
    ]);
    expect(stretches[1]).toEqual({ kind: 'space', start: 3, end: 6, spoken: ' ' });
    expect(stretches[6]).toMatchObject({ start: 16, end: 17 });
  });
});
