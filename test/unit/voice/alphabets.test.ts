import { describe, expect, it } from 'vitest';
import { VOICE_ALPHABET } from '../../../src/core/voice/alphabet.js';
import { onlyKnownSounds } from '../../../src/voice/english/alphabet.js';

describe('the two alphabets', () => {
  it('share what English is read in: all of it is a token of the voices', () => {
    const everything = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const english = everything.filter((letter) => onlyKnownSounds(letter) === letter);
    expect(english.length).toBeGreaterThan(60);
    expect(english.filter((letter) => !VOICE_ALPHABET.has(letter))).toEqual([]);
  });
});
