import { soundsFromLetters } from './letterToSound.js';
import type { Following, Lexicon } from './lexicon.js';
import { readOwnWord } from './ownWords.js';
import { readPinyinName } from './pinyinNames.js';
import { readSmallWord } from './smallWords.js';
import { compoundStress, withStress, type CompoundPart, type StressChange } from './stress.js';
import type { WordTag } from './tagger.js';
import type { TaggedWord } from './words.js';

/** Sounds of a word that no list has; undefined where it cannot tell either. */
export type Guess = (word: string) => string | undefined;

export interface WordReader {
  readonly lexicon: Lexicon;
  readonly guess?: Guess;
}

const NAMED_LETTERS = /^(?:\p{L}\.)+$/u;
/** "Hey|Gem", "Open|AI", "HTTP|Server", "well|-|known". */
const PARTS = /-+|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}*[^\p{Lu}-]+|\p{Lu}+/gu;

/** The sounds of one word; never without any where it has a letter that can be read. */
export function readWord(
  { text, tag, partTags }: Pick<TaggedWord, 'text' | 'tag' | 'partTags'>,
  following: Following,
  reader: WordReader,
): string {
  const word = text.normalize('NFKC');
  if (NAMED_LETTERS.test(word)) return reader.lexicon.spell(word) ?? unlisted(word, reader);
  const whole = listed(word, tag, following, reader.lexicon);
  if (whole !== undefined) return whole;
  const parts = word.match(PARTS) ?? [];
  return parts.length > 1 ? compound(parts, partTags, following, reader) : unlisted(word, reader);
}

function listed(
  word: string,
  tag: WordTag,
  following: Following,
  lexicon: Lexicon,
): string | undefined {
  return (
    readOwnWord(word, lexicon.accent) ??
    readSmallWord(word, tag, following, lexicon) ??
    lexicon.read(word, tag, stressOfCapitals(word), following)
  );
}

/** Capitals are meant to be heard. */
function stressOfCapitals(word: string): StressChange | undefined {
  if (word === word.toLowerCase()) return undefined;
  return word === word.toUpperCase() ? 'strong' : 'some';
}

/** From the end, the longest run of parts that the lists have, again and again. */
function compound(
  parts: readonly string[],
  tags: readonly WordTag[],
  following: Following,
  reader: WordReader,
): string {
  const read: CompoundPart[] = [];
  let next = following;
  let hyphens = parts.filter(isHyphen).length;
  for (let end = parts.length; end > 0;) {
    const { start, sounds } = longestListed(parts, end, tags[hyphens] ?? 'NN', next, reader);
    hyphens -= parts.slice(start, end).filter(isHyphen).length;
    read.unshift({ text: parts.slice(start, end).join(''), sounds });
    next = followingOf(sounds, parts[start], next);
    end = start;
  }
  return compoundStress(read).join('');
}

function longestListed(
  parts: readonly string[],
  end: number,
  tag: WordTag,
  following: Following,
  reader: WordReader,
): { start: number; sounds: string } {
  const { lexicon } = reader;
  const last = parts[end - 1];
  // "re-encode" is no song's note.
  if (/^re$/i.test(last) && isHyphen(parts[end] ?? '')) {
    return { start: end - 1, sounds: lexicon.accent === 'gb' ? 'ɹˌiː' : 'ɹˌi' };
  }
  if (isHyphen(last)) return { start: end - 1, sounds: '' };
  // A whole word of many parts is in no list; so this stays quick for a very long one.
  for (let start = Math.max(0, end - 4); start < end; start++) {
    const sounds = listed(parts.slice(start, end).join(''), tag, following, lexicon);
    if (sounds !== undefined) return { start, sounds };
  }
  return { start: end - 1, sounds: unlisted(last, reader) };
}

function isHyphen(part: string): boolean {
  return part.startsWith('-');
}

/** What a word's sounds tell the word before it. */
export function followingOf(sounds: string, word: string, before: Following): Following {
  const first = /[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻbdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ]/.exec(sounds)?.[0];
  const isVowel = first === undefined ? undefined : /[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ]/.test(first);
  return {
    startsWithVowel: isVowel ?? before.startsWithVowel,
    isTo: /^(?:to|To|TO)$/.test(word),
  };
}

function unlisted(word: string, { lexicon, guess }: WordReader): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '');
  const known = plain === word ? undefined : lexicon.plain(plain.toLowerCase());
  if (known !== undefined) return known;
  const letters = plain.replace(/[^A-Za-z]/g, '');
  // What has no vowel is named, not said: "xyz", "pst".
  const vowel = letters.length <= 3 ? /[aeiou]/i : /[aeiouy]/i;
  if (letters !== '' && letters.length <= 5 && !vowel.test(letters)) {
    return lexicon.spell(letters) ?? soundsFromLetters(letters, lexicon.accent);
  }
  const name = readPinyinName(plain, lexicon.accent);
  if (name !== undefined) return name;
  const guessed = guess?.(word);
  if (guessed !== undefined && guessed !== '') return guessed;
  return soundsFromLetters(plain, lexicon.accent);
}

/** A word of a number, which keeps its sounds whatever stands around it. */
export function lightly(sounds: string): string {
  return withStress(sounds, 'none');
}
