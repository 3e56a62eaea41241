import type { Reading, ReadStretch } from '../../core/voice/reading.js';
import type { Pronunciations } from '../../core/voice/say.js';
import type { SpokenLanguage } from '../../core/voice/voice.js';
import { readWord } from '../chinese/readChinese.js';
import { findPronunciations, indexPronunciations } from './findPronunciations.js';
import { joinReading } from './joinReading.js';
import { letterNames } from './letterNames.js';
import { plainText, type PlainText } from './plainText.js';
import { sentencePieces, type SentencePiece } from './sentencePieces.js';

/** What reads the language that is not read here. */
export interface ReadingParts {
  /** One English sentence or a part of one; places are in it. */
  readonly readEnglish: (text: string, accent: 'us' | 'gb') => Reading;
}

/**
 * The sounds that a sentence is read as, each stretch with its place in the sentence as it is written. Chinese
 * in an English sentence is read as Chinese, and the reverse; a project's own pronunciations come first.
 * Never throws for a text; empty where nothing in it can be said.
 */
export function readSentence(
  sentence: string,
  language: SpokenLanguage,
  pronunciations: Pronunciations,
  parts: ReadingParts,
): Reading {
  const plain = plainText(sentence);
  const found = findPronunciations(plain.text, indexPronunciations(pronunciations));
  const accent = language === 'en-GB' ? 'gb' : 'us';
  const readEnglish = (text: string): Reading => parts.readEnglish(withPlainMarks(text), accent);
  return joinReading(
    sentencePieces(plain.text, language, found).flatMap((piece) =>
      stretchesOf(piece, readEnglish).map((stretch) => inSentence(stretch, plain)),
    ),
  );
}

function stretchesOf(
  piece: SentencePiece,
  readEnglish: (text: string) => Reading,
): readonly ReadStretch[] {
  const { start, end } = piece;
  switch (piece.kind) {
    case 'chinese':
      return [readWord(piece.syllables, start, end)];
    case 'letters':
      return [{ kind: 'word', start, end, sounds: letterNames(piece.text) }];
    case 'sounds':
      return [{ kind: 'word', start, end, sounds: piece.sounds }];
    case 'pause':
      return [{ kind: 'pause', start, end, sounds: piece.mark }];
    case 'english': {
      const reading = readEnglish(piece.text);
      const sounds = reading.map((stretch) => stretch.sounds).join('');
      if (piece.isWhole) return [{ kind: 'word', start, end, sounds }];
      return reading.map((stretch) => ({
        ...stretch,
        start: start + stretch.start,
        end: start + stretch.end,
      }));
    }
  }
}

const MARKS: Readonly<Record<string, string>> = {
  '，': ',',
  '、': ',',
  '。': '.',
  '！': '!',
  '？': '?',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
};

/** Marks of Chinese as English has them, one unit each. */
function withPlainMarks(text: string): string {
  return text.replace(/[，、。！？：；（）]/g, (mark) => MARKS[mark]);
}

/** Its place in the sentence with all that nobody sees. */
function inSentence(stretch: ReadStretch, { places }: PlainText): ReadStretch {
  const start = places[stretch.start];
  const end = places[stretch.end];
  return { ...stretch, start, end: end === start && stretch.end > stretch.start ? end + 1 : end };
}
