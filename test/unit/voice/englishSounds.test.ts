import { describe, expect, it } from 'vitest';
import { onlyKnownSounds } from '../../../src/voice/english/alphabet.js';
import { readEnglish } from '../../../src/voice/english/readEnglish.js';
import { SOUNDS, SPOKEN } from './englishCases.js';
import { englishOf, VOCABULARY } from './englishLexicons.js';

function soundsOf(text: string, accent: 'us' | 'gb' = 'us'): string {
  return readEnglish(text, englishOf(accent))
    .map(({ sounds }) => sounds)
    .join('');
}

describe('the sounds of English', () => {
  it.each(SOUNDS)('%s: %s', (accent, written, sounds) => {
    expect(soundsOf(written, accent)).toBe(sounds);
  });

  it('stand each at its place in the text', () => {
    const text = 'It costs $5.20.';
    const reading = readEnglish(text, englishOf('us'));
    expect(reading.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['word', 'It'],
      ['space', ' '],
      ['word', 'costs'],
      ['space', ' '],
      ['word', '$5.20'],
      ['pause', '.'],
    ]);
  });

  it('are all in the voice’s alphabet', () => {
    for (const accent of ['us', 'gb'] as const) {
      const all = SPOKEN.map(([written]) => soundsOf(written, accent)).join('');
      expect([...new Set(Array.from(all))].filter((each) => !VOCABULARY.has(each))).toEqual([]);
    }
  });

  it('leave out what the voice has no token for', () => {
    expect(onlyKnownSounds('gʀaŋ1-日 x')).toBe('ɡɹaŋ x');
  });

  it('come from the guess where no list has the word', () => {
    const asked: string[] = [];
    const guess = (word: string) => {
      asked.push(word);
      return 'zˈOɹp';
    };
    const reading = readEnglish('The zorp and Zorp-like', { ...englishOf('us'), guess });
    expect(asked).toEqual(['like', 'Zorp', 'and', 'zorp'].filter((word) => asked.includes(word)));
    expect(reading.map(({ sounds }) => sounds)).toContain('zˈOɹp');
  });

  it('come from the letters where nobody guesses', () => {
    expect(soundsOf('zorbing quaxles')).toBe('zˈɔɹbɪŋ kwˈæksᵊlz');
    expect(soundsOf('zorbing', 'gb')).toBe('zˈɔːbɪŋ');
  });

  it('need no tagger', () => {
    const { accent, lexicon } = englishOf('us');
    const reading = readEnglish('an apple, a pear', { accent, lexicon });
    expect(reading.map(({ sounds }) => sounds).join('')).toBe('ɐn ˈæpᵊl, ɐ pˈɛɹ');
  });

  it('are none where nothing can be said', () => {
    for (const text of ['', ' ', '...', '😀', '你好', '\u0000\u0007', '—', '***']) {
      expect(readEnglish(text, englishOf('us'))).toEqual([]);
    }
  });
});
