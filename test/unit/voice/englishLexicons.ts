import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Accent } from '../../../src/voice/english/accent.js';
import { Lexicon, type WordList } from '../../../src/voice/english/lexicon.js';
import { Tagger, type TaggerModel } from '../../../src/voice/english/tagger.js';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures/english');

/** Cut from the real dictionaries and tagger by test/fixtures/english/cut.ts. */
const words = fixture('words.json') as Record<Accent, { gold: WordList; silver: WordList }> & {
  tagger: TaggerModel;
};
const tagger = new Tagger(words.tagger);
const lexicons = {
  us: new Lexicon('us', words.us.gold, words.us.silver),
  gb: new Lexicon('gb', words.gb.gold, words.gb.silver),
};

/** What `readEnglish` is given, without a guess. */
export function englishOf(accent: Accent) {
  return { accent, lexicon: lexicons[accent], tagger };
}

/** The tokens of Kokoro. */
export const VOCABULARY: ReadonlySet<string> = new Set(
  Object.keys((fixture('vocab.json') as { vocab: Record<string, number> }).vocab),
);

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(path.join(FIXTURES, name), 'utf8'));
}
