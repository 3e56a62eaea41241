import { describe, expect, it } from 'vitest';
import { readEnglish } from '../../../src/voice/english/readEnglish.js';
import { SPOKEN } from './englishCases.js';
import { englishOf, VOCABULARY } from './englishLexicons.js';

/** The same numbers each time. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const PIECES = [
  ...SPOKEN.map(([written]) => written),
  ...Array.from('0123456789.,:;!?-–—/\\\'"@#$€%&*+=<>()[]{}~^_|`°²½…’“ \n\t'),
  'A',
  'b',
  'é',
  'ß',
  'Ω',
  'Ж',
  '中',
  'ア',
  'ع',
  'ש',
  '\u200f',
  '\ud83d',
  '\udc00',
  '\u0000',
  '\u001b',
  '\u0301',
  '👩‍👩‍👧',
  'ﬁ',
  '٣',
  'Ⅷ',
  '𝐀',
];

function check(text: string): void {
  for (const accent of ['us', 'gb'] as const) {
    const reading = readEnglish(text, englishOf(accent));
    const misplaced = reading.filter(({ kind, start, end, sounds }, index) => {
      const isInOrder = start >= (reading[index - 1]?.end ?? 0) && end <= text.length;
      const isFit =
        kind === 'space' ? sounds === ' ' && end >= start : sounds !== '' && end > start;
      return !isInOrder || !isFit;
    });
    const all = reading.map(({ sounds }) => sounds).join('');
    const unknown = Array.from(all).filter((each) => !VOCABULARY.has(each));
    const spaces = all.match(/ {2}|^ | $/g) ?? [];
    expect({ misplaced, unknown, spaces }).toEqual({ misplaced: [], unknown: [], spaces: [] });
  }
}

describe('whatever text there is', () => {
  it('is read without an error, in the voice’s alphabet and in order', () => {
    const random = randomOf(7);
    for (let round = 0; round < 300; round++) {
      const length = 1 + Math.floor(random() * 12);
      const pieces = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]);
      check(pieces.join(random() < 0.5 ? '' : ' '));
    }
  });

  it('may be any code units', () => {
    const random = randomOf(11);
    for (let round = 0; round < 60; round++) {
      const top = round % 2 === 0 ? 0x10000 : 0x250;
      const units = Array.from({ length: 80 }, () => Math.floor(random() * top));
      check(String.fromCharCode(...units));
    }
  });

  it.each([
    'a',
    'A',
    '1',
    '.',
    '-',
    "'",
    '@',
    '/',
    '1-',
    '1.',
    'a.',
    'a-',
    'Ab',
    '1 000 ',
    '(',
    '<a',
    'http://a.',
    'V',
    'zh',
    '\ud83d',
  ])('is read in a moment when it is five thousand characters of %j', (piece) => {
    const text = piece.repeat(5000 / piece.length);
    const start = process.cpuUsage();
    check(text);
    const { user } = process.cpuUsage(start);
    expect(user / 1e6).toBeLessThan(2);
  });
});
