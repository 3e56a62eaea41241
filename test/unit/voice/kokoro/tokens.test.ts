import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/core/voice/reading.js';
import { piecesOf } from '../../../../src/voice/kokoro/pieces.js';
import { tokensOf } from '../../../../src/voice/kokoro/tokens.js';

const LETTERS = new Map(Array.from(' ,.abcç\u0303').map((letter, k) => [letter, k + 1]));

/** Words of letters between spaces and marks. */
function readingOf(sounds: string): Reading {
  return [...sounds.matchAll(/[^ ,.]+|[ ,.]/g)].map(({ 0: text, index: start }) => {
    const kind = text === ' ' ? 'space' : /[,.]/.test(text) ? 'pause' : 'word';
    return { kind, start, end: start + text.length, sounds: text };
  });
}

const spell = (tokens: readonly { readonly letter: string }[]) =>
  tokens.map(({ letter }) => letter).join('');

describe('the tokens of a reading', () => {
  it('are its letters by the vocabulary, each with its stretch', () => {
    const tokens = tokensOf(readingOf('ab, c'), LETTERS);
    expect(spell(tokens)).toBe('ab, c');
    expect(tokens.map(({ id }) => id)).toEqual([4, 5, 2, 1, 6]);
    expect(tokens.map(({ stretch }) => stretch)).toEqual([0, 0, 1, 2, 3]);
  });

  it('lack what the network does not know, and spaces at the ends and beside each other', () => {
    expect(spell(tokensOf(readingOf(' a😀  #  b '), LETTERS))).toBe('a b');
    expect(tokensOf(readingOf('😀'), LETTERS)).toEqual([]);
  });

  it('take a letter with its mark apart where the vocabulary has them apart', () => {
    expect(spell(tokensOf(readingOf('ãç'), LETTERS))).toBe('a\u0303ç');
  });
});

describe('the pieces of what is too long for one run', () => {
  const cut = (sounds: string, longest: number) =>
    piecesOf(tokensOf(readingOf(sounds), LETTERS), longest).map(({ tokens, endsAt }) => [
      spell(tokens),
      endsAt,
    ]);

  it('are one where it is short', () => {
    expect(cut('abc abc.', 8)).toEqual([['abc abc.', 'end']]);
  });

  it('end at pauses, and are of about the same length', () => {
    expect(cut('abc abc, abc abc, abc abc, abc abc.', 18)).toEqual([
      ['abc abc, abc abc,', 'pause'],
      ['abc abc, abc abc.', 'end'],
    ]);
    // Not at the first pause: a word would stand alone.
    expect(cut('a, abc abc abc abc abc', 14)).toEqual([
      ['a, abc abc', 'word'],
      ['abc abc abc', 'end'],
    ]);
  });

  it('end at words, or within one that is too long itself', () => {
    expect(cut('abc abc abc abc', 8)).toEqual([
      ['abc abc', 'word'],
      ['abc abc', 'end'],
    ]);
    expect(cut('aaaaaaaaaa', 5)).toEqual([
      ['aaaaa', 'sound'],
      ['aaaaa', 'end'],
    ]);
  });

  it('lose no sound', () => {
    const sounds = 'abc, cab. bca '.repeat(90);
    const pieces = cut(sounds, 100);
    expect(pieces.every(([tokens]) => tokens.length <= 100)).toBe(true);
    expect(pieces.map(([tokens]) => tokens).join(' ')).toBe(sounds.trim());
  });
});
