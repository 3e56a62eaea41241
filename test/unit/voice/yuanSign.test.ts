import { describe, expect, it } from 'vitest';
import { normalizeEnglish, spokenText } from '../../../src/voice/english/normalize.js';
import { sentencePieces } from '../../../src/voice/reading/sentencePieces.js';
import type { SpokenLanguage } from '../../../src/core/voice/voice.js';

/** The English of a sentence as it is said. */
function english(sentence: string, language: SpokenLanguage): string {
  return sentencePieces(sentence, language, [])
    .flatMap((piece) => (piece.kind === 'english' ? [piece.text] : []))
    .map((text) => spokenText(normalizeEnglish(text)).trim())
    .join(' ');
}

describe('¥ in English', () => {
  it.each([
    ['zh-CN', 'The ticket costs ¥500 today.', 'The ticket costs five hundred yuan today.'],
    ['zh-CN', 'In Tokyo it costs ¥500.', 'In Tokyo it costs five hundred yen.'],
    ['en-US', 'The ticket costs ¥500 today.', 'The ticket costs five hundred yen today.'],
    ['en-US', 'In Shanghai it costs ¥5-10.', 'In Shanghai it costs five to ten yuan.'],
    ['en-US', 'The book 三体 costs ¥45 today.', 'The book costs forty-five yuan today.'],
    ['en-US', 'In China it was CN¥500.', 'In China it was five hundred yuan.'],
  ] as const)('%s: %s', (language, sentence, expected) => {
    expect(english(sentence, language)).toBe(expected);
  });
});
