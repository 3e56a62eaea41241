/**
 * How words are looked up. The dictionaries are misaki's (hexgrad, Apache-2.0), and so are the rules for
 * parts of speech, capitals and endings, learnt from its port in hibari-tts (Maureese Williams, Apache-2.0):
 * Kokoro was trained on what they give. Written anew.
 */
import type { Accent } from './accent.js';
import { withEd, withIng, withS } from './endings.js';
import { PRIMARY, SECONDARY, withStress, type StressChange } from './stress.js';
import type { WordTag } from './tagger.js';

/** Sounds, or sounds by part of speech: `DEFAULT`, `NOUN`, `VERB`, `ADJ`, `ADV`, a Penn tag, or `None` at a pause. */
export type LexiconEntry = string | Readonly<Record<string, string | null>>;
export type WordList = Readonly<Record<string, LexiconEntry>>;

/** What comes after a word, as far as it changes how the word is said. */
export interface Following {
  /** Whether the next sound is a vowel; undefined where a pause or nothing follows. */
  readonly startsWithVowel: boolean | undefined;
  /** Whether the next word is "to". */
  readonly isTo: boolean;
}

export const NOTHING_FOLLOWS: Following = { startsWithVowel: undefined, isTo: false };

const DOUBLED = /([bcdgklmnprstvxz])\1ing$|cking$/;
const DOUBLED_ED = /([bdglmnprt])\1ed$/;

export class Lexicon {
  constructor(
    readonly accent: Accent,
    /** Checked by people. */
    private readonly gold: WordList,
    /** Larger, made by machines. */
    private readonly silver: WordList,
  ) {}

  /** A word's sounds; undefined where neither the lists nor their words with endings have it. */
  read(
    word: string,
    tag: WordTag,
    stress: StressChange | undefined,
    following: Following,
  ): string | undefined {
    const known = this.asListed(word, tag, stress);
    if (this.knows(known)) return this.lookup(known, tag, stress, following);
    const base = known.endsWith("s'") ? `${known.slice(0, -2)}'s` : known.replace(/'$/, '');
    if (base !== known && this.knows(base)) return this.lookup(base, tag, stress, following);
    return (
      this.readS(known, tag, stress, following) ??
      this.readEd(known, tag, stress, following) ??
      this.readIng(known, tag, stress ?? 'some', following)
    );
  }

  /** Sounds by name of each letter, the last one stressed: "HTTP". Undefined where a letter has no name. */
  spell(letters: string): string | undefined {
    const names = Array.from(letters.toUpperCase())
      .filter((letter) => /\p{L}/u.test(letter))
      .map((letter) => entryOf(this.gold, letter));
    if (names.length === 0 || !names.every((name) => typeof name === 'string')) return undefined;
    const sounds = withStress(names.join(''), 'ease');
    const last = sounds.lastIndexOf(SECONDARY);
    return last < 0 ? sounds : sounds.slice(0, last) + PRIMARY + sounds.slice(last + 1);
  }

  /** The sounds of one list entry by itself, whatever stands around. */
  plain(word: string): string | undefined {
    const entry = entryOf(this.gold, word) ?? entryOf(this.silver, word);
    return typeof entry === 'object' ? (entry.DEFAULT ?? undefined) : entry;
  }

  /** An entry of the checked list by its part of speech. */
  byTag(word: string, tag: string): string | undefined {
    const entry = entryOf(this.gold, word);
    return typeof entry === 'object' ? (entry[tag] ?? entry.DEFAULT ?? undefined) : entry;
  }

  /** "Hello", "VERY": in small letters, where only those are listed. Short names keep their capitals. */
  private asListed(word: string, tag: WordTag, stress: StressChange | undefined): string {
    const small = word.toLowerCase();
    const isWord = word.length > 1 && /^[\p{L}']+$/u.test(word) && word !== small;
    if (!isWord || (tag === 'NNP' && word.length <= 7) || this.lists(word)) return word;
    if (word !== word.toUpperCase() && word.slice(1) !== small.slice(1)) return word;
    const isListed =
      this.lists(small) ||
      this.readS(small, tag, stress, NOTHING_FOLLOWS) !== undefined ||
      this.readEd(small, tag, stress, NOTHING_FOLLOWS) !== undefined ||
      this.readIng(small, tag, stress, NOTHING_FOLLOWS) !== undefined;
    return isListed ? small : word;
  }

  lists(word: string): boolean {
    return entryOf(this.gold, word) !== undefined || entryOf(this.silver, word) !== undefined;
  }

  private knows(word: string): boolean {
    if (this.lists(word)) return true;
    if (!/^[A-Za-z]+$/.test(word)) return false;
    if (word.length === 1) return true;
    if (word === word.toUpperCase() && entryOf(this.gold, word.toLowerCase()) !== undefined) {
      return true;
    }
    // Letters to be named.
    return word.slice(1) === word.slice(1).toUpperCase();
  }

  private lookup(
    written: string,
    tag: WordTag,
    stress: StressChange | undefined,
    following: Following,
  ): string | undefined {
    const isCapital =
      written === written.toUpperCase() && entryOf(this.gold, written) === undefined;
    const word = isCapital ? written.toLowerCase() : written;
    const isName = isCapital && tag === 'NNP';
    const entry = entryOf(this.gold, word) ?? (isName ? undefined : entryOf(this.silver, word));
    const sounds = typeof entry === 'object' ? byPartOfSpeech(entry, tag, following) : entry;
    if (sounds === undefined || (isName && !sounds.includes(PRIMARY))) {
      const spelled = this.spell(word);
      if (spelled !== undefined) return spelled;
    }
    return sounds === undefined ? undefined : withStress(sounds, stress);
  }

  private readS(
    word: string,
    tag: WordTag,
    stress: StressChange | undefined,
    following: Following,
  ) {
    if (word.length < 3 || !word.endsWith('s')) return undefined;
    const stem = [
      !word.endsWith('ss') && word.slice(0, -1),
      (word.endsWith("'s") || (word.length > 4 && /(?<!i)es$/.test(word))) && word.slice(0, -2),
      word.length > 4 && word.endsWith('ies') && `${word.slice(0, -3)}y`,
    ].find((each) => each !== false && this.knows(each));
    const sounds = stem ? this.lookup(stem, tag, stress, following) : undefined;
    return sounds && withS(sounds, this.accent);
  }

  private readEd(
    word: string,
    tag: WordTag,
    stress: StressChange | undefined,
    following: Following,
  ) {
    if (word.length < 4 || !word.endsWith('d')) return undefined;
    const stem = [
      !word.endsWith('dd') && word.slice(0, -1),
      word.length > 4 && /(?<!e)ed$/.test(word) && word.slice(0, -2),
      word.length > 5 && DOUBLED_ED.test(word) && word.slice(0, -3),
    ].find((each) => each !== false && this.knows(each));
    const sounds = stem ? this.lookup(stem, tag, stress, following) : undefined;
    return sounds && withEd(sounds, this.accent);
  }

  private readIng(
    word: string,
    tag: WordTag,
    stress: StressChange | undefined,
    following: Following,
  ) {
    if (word.length < 5 || !word.endsWith('ing')) return undefined;
    const stem = [
      word.length > 5 && word.slice(0, -3),
      `${word.slice(0, -3)}e`,
      word.length > 5 && DOUBLED.test(word) && word.slice(0, -4),
    ].find((each) => each !== false && this.knows(each));
    const sounds = stem ? this.lookup(stem, tag, stress, following) : undefined;
    return sounds && withIng(sounds, this.accent);
  }
}

/** A word in small letters answers for its capitalised form and the other way round. */
function entryOf(list: WordList, word: string): LexiconEntry | undefined {
  if (Object.hasOwn(list, word)) return list[word];
  if (word.length < 2) return undefined;
  const small = word.toLowerCase();
  const capital = small[0].toUpperCase() + small.slice(1);
  const other = word === small ? capital : word === capital ? small : undefined;
  return other !== undefined && other !== word && Object.hasOwn(list, other)
    ? list[other]
    : undefined;
}

function byPartOfSpeech(
  entry: Readonly<Record<string, string | null>>,
  tag: WordTag,
  following: Following,
): string | undefined {
  const isAtPause = following.startsWithVowel === undefined && Object.hasOwn(entry, 'None');
  const key = isAtPause ? 'None' : Object.hasOwn(entry, tag) ? tag : parentOf(tag);
  const sounds = Object.hasOwn(entry, key) ? entry[key] : entry.DEFAULT;
  return sounds ?? undefined;
}

export function parentOf(tag: WordTag): string {
  if (tag.startsWith('VB')) return 'VERB';
  if (tag.startsWith('NN')) return 'NOUN';
  if (tag.startsWith('RB')) return 'ADV';
  if (tag.startsWith('JJ')) return 'ADJ';
  return tag;
}
