import { readPronunciation, type Pronunciation } from '../../core/voice/pronunciation.js';
import type { Pronunciations } from '../../core/voice/say.js';

/** A place where a project's own pronunciation is used. */
export interface FoundPronunciation {
  readonly start: number;
  readonly end: number;
  readonly pronunciation: Pronunciation;
}

interface Entry {
  readonly word: string;
  /** A word in small letters stands for any case of it; one with a capital for itself alone. */
  readonly anyCase: boolean;
  readonly pronunciation: Pronunciation;
}

/** A project's pronunciations, ready to be looked for: by the first letter in small, the longest first. */
export type PronunciationIndex = ReadonlyMap<string, readonly Entry[]>;

/** What has a problem is left out: it is told where the project is checked. */
export function indexPronunciations(pronunciations: Pronunciations): PronunciationIndex {
  const index = new Map<string, Entry[]>();
  for (const [written, said] of Object.entries(pronunciations)) {
    const word = written.normalize('NFC').trim().replace(/\s+/g, ' ');
    const pronunciation = readPronunciation(word, said);
    if (pronunciation === undefined) continue;
    const entry = { word, anyCase: word === word.toLowerCase(), pronunciation };
    const first = word[0].toLowerCase();
    index.set(first, [...(index.get(first) ?? []), entry]);
  }
  for (const entries of index.values()) {
    // Of two that fit, the one with the capitals as they are written is meant.
    entries.sort((a, b) => b.word.length - a.word.length || Number(a.anyCase) - Number(b.anyCase));
  }
  return index;
}

/** Where words of a project stand in a text, from its beginning on, the longest first; they do not overlap. */
export function findPronunciations(
  text: string,
  index: PronunciationIndex,
): readonly FoundPronunciation[] {
  const found: FoundPronunciation[] = [];
  if (index.size === 0) return found;
  for (let at = 0; at < text.length;) {
    const entry = index.get(text[at].toLowerCase())?.find((each) => standsAt(text, at, each));
    if (entry === undefined) {
      at += 1;
      continue;
    }
    const end = at + entry.word.length;
    found.push({ start: at, end, pronunciation: entry.pronunciation });
    at = end;
  }
  return found;
}

/** What is written without spaces has no whole words to look for: Chinese is found anywhere. */
const PART_OF_WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_]/u;

function standsAt(text: string, at: number, { word, anyCase }: Entry): boolean {
  const here = text.slice(at, at + word.length).replace(/\s/g, ' ');
  if (anyCase ? here.toLowerCase() !== word : here !== word) return false;
  const touches = (inside: string, outside: string | undefined): boolean =>
    PART_OF_WORD.test(inside) && outside !== undefined && PART_OF_WORD.test(outside);
  return (
    !touches(word[0], text.at(at - 1 < 0 ? text.length : at - 1)) &&
    !touches(word[word.length - 1], text.at(at + word.length))
  );
}
