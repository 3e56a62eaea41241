import { ENGLISH_READING_VERSION, EnglishReader } from '../voice/english/englishReader.js';
import { readSentence } from '../voice/reading/readSentence.js';
import type { ReadingSource, SentenceReader } from './packVoices.js';

/** Raised when the same Chinese or mixed sentence may be read otherwise. */
const READING_VERSION = '3';

/** Reads what the pack's voices say: Chinese by rules alone, English with the pack's dictionaries and nets. */
export function sentenceReader(source: ReadingSource): SentenceReader {
  const english = new EnglishReader(source);
  return {
    version: `${READING_VERSION} ${ENGLISH_READING_VERSION}`,
    read: (sentence, language, pronunciations) =>
      english.reading(language === 'en-GB' ? 'gb' : 'us', (readText) =>
        readSentence(sentence, language, pronunciations, { readEnglish: readText }),
      ),
  };
}
