import type { Pronunciations } from '../../../src/core/voice/say.js';
import type { SpokenLanguage } from '../../../src/core/voice/voice.js';
import {
  findPronunciations,
  indexPronunciations,
} from '../../../src/voice/reading/findPronunciations.js';
import { plainText } from '../../../src/voice/reading/plainText.js';
import { sentencePieces, type SentencePiece } from '../../../src/voice/reading/sentencePieces.js';

/**
 * What a sentence is read as, in one line, easy to review: pinyin for Chinese, the letters that are spelled
 * with dots, `[English]`, `/sounds/`, and marks that pause.
 */
export function spokenLine(
  sentence: string,
  language: SpokenLanguage = 'zh-CN',
  pronunciations: Pronunciations = {},
): string {
  const { text } = plainText(sentence);
  const found = findPronunciations(text, indexPronunciations(pronunciations));
  return sentencePieces(text, language, found).map(spoken).join(' ');
}

function spoken(piece: SentencePiece): string {
  switch (piece.kind) {
    case 'chinese':
      return piece.syllables.join(' ');
    case 'letters':
      return `${Array.from(piece.text).join('.')}.`;
    case 'english':
      return `[${piece.text.trim()}]`;
    case 'sounds':
      return `/${piece.sounds}/`;
    case 'pause':
      return piece.mark;
  }
}
