import { pinyin } from 'pinyin-pro';
import type { ChineseWord, ReadCharacter, WrittenCharacter } from './chineseWord.js';
import { readParticles } from './particles.js';
import {
  CHILD_WORDS,
  NEUTRAL_WORDS,
  OWN_ER_WORDS,
  SINGLE_READINGS,
  WORD_READINGS,
  type WordReading,
} from './readings.js';
import { applySandhi } from './sandhi.js';
import { simplified } from './simplified.js';
import { withTone } from './chineseWord.js';
import { wordEdges } from './wordEdges.js';

/** Stands for rare characters of two units, so that places count alike; no dictionary has it. */
const UNKNOWN = '\ue000';

/**
 * The words of a stretch of Chinese that is said without a pause, each character with its syllable as it is
 * said there: by the word it is in, and by the tones around it.
 */
export function pronounce(written: readonly WrittenCharacter[]): readonly ChineseWord[] {
  const plain = simplified(written.map(({ character }) => character).join(''));
  const text = plain
    .map(({ character }) => (character.length === 1 ? character : UNKNOWN))
    .join('');
  const edges = wordEdges(text);
  const readings = wordwiseReadings(text, edges);
  const characters = written.map((each, at): ReadCharacter => ({
    written: each,
    character: plain[at].character,
    syllable: each.reading ?? plain[at].reading ?? readings[at],
    isFixed: each.reading !== undefined,
  }));
  const bounds = wordBounds(text, edges, written);
  applyWordReadings(text, characters, bounds);
  const words = wordsBetween(characters, bounds);
  for (const word of words) {
    const [first] = word;
    const single =
      word.length === 1 && !first.isFixed ? SINGLE_READINGS[first.character] : undefined;
    first.syllable = single ?? first.syllable;
    readEndings(word);
  }
  readParticles(words);
  applySandhi(words);
  return words;
}

/**
 * Words of several characters as they are read alone: in the whole text the dictionary finds words too that
 * begin within one, as 市长 in 重庆市长寿区.
 */
function wordwiseReadings(text: string, edges: readonly number[]): readonly string[] {
  const whole = dictionaryReadings(text);
  return edges.flatMap((start, at) => {
    const end = edges.at(at + 1) ?? text.length;
    return end - start > 1 ? dictionaryReadings(text.slice(start, end)) : whole.slice(start, end);
  });
}

/** One syllable a character; '' for what is no character of the dictionary. */
function dictionaryReadings(text: string): readonly string[] {
  const options = { type: 'array', toneType: 'num', v: true, toneSandhi: false } as const;
  const whole = pinyin(text, options);
  const readings =
    whole.length === text.length ? whole : Array.from(text).map((each) => pinyin(each, options)[0]);
  return readings.map((reading) => (/^[a-zêü]+[0-5]$/.test(reading) ? reading : ''));
}

const DIGITS = '〇零一二三四五六七八九十百千两壹幺';
/** A number is one word up to each 万 and 亿. */
const WITHIN_NUMBER = new RegExp(
  `(?<=[${DIGITS}])[${DIGITS}万亿]|(?<=[${DIGITS}])点(?=[${DIGITS}])|(?<=[${DIGITS}]点)[${DIGITS}]`,
  'g',
);

/** Where words begin, and the end. */
function wordBounds(
  text: string,
  edges: readonly number[],
  written: readonly WrittenCharacter[],
): Set<number> {
  const bounds = new Set([...edges, text.length]);
  for (const { index } of text.matchAll(WITHIN_NUMBER)) bounds.delete(index);
  // 儿 alone is the ending of what stands before it.
  for (const { index } of text.matchAll(/(?<=[^一-三])儿/g))
    if (bounds.has(index + 1)) bounds.delete(index);
  for (const [at, { beginsWord, continuesWord }] of written.entries()) {
    if (beginsWord) bounds.add(at);
    if (continuesWord) bounds.delete(at);
  }
  return bounds;
}

/** Listed words that begin and end where words do; each becomes one word. */
function applyWordReadings(text: string, characters: ReadCharacter[], bounds: Set<number>): void {
  let at = 0;
  while (at < text.length) {
    const found = bounds.has(at) ? wordReadingAt(text, at, characters, bounds) : undefined;
    for (const [index, syllable] of (found?.syllables ?? []).entries()) {
      characters[at + index].syllable = syllable;
      if (index > 0) bounds.delete(at + index);
    }
    if (found !== undefined && found.syllables.length < found.word.length) {
      characters[at + found.word.length - 1].syllable = '';
      bounds.delete(at + found.word.length - 1);
    }
    at += found?.word.length ?? 1;
  }
}

function wordReadingAt(
  text: string,
  at: number,
  characters: readonly ReadCharacter[],
  bounds: ReadonlySet<number>,
): WordReading | undefined {
  return WORD_READINGS.get(text[at])?.find(({ word }) => {
    if (!text.startsWith(word, at) || !bounds.has(at + word.length)) return false;
    return characters.slice(at, at + word.length).every(({ isFixed }) => !isFixed);
  });
}

function wordsBetween(
  characters: readonly ReadCharacter[],
  bounds: ReadonlySet<number>,
): ChineseWord[] {
  const words: ReadCharacter[][] = [];
  for (const [at, character] of characters.entries()) {
    // 儿 that is said with the syllable before it is in its word.
    if (words.length === 0 || (bounds.has(at) && character.syllable !== '')) words.push([]);
    words[words.length - 1].push(character);
  }
  return words;
}

/** Longer words that end in one without a tone: 不客气, 女朋友; but 大学生 and 不知道 keep theirs. */
const NEUTRAL_END = new RegExp(
  `.(?:${Array.from(NEUTRAL_WORDS)
    .filter((word) => !/^(?:学生|知道|大夫|家伙)$/.test(word))
    .join('|')})$`,
);

/** 电子, and 知识分子 as 分子. */
function endsInChild(text: string): boolean {
  return CHILD_WORDS.has(text) || CHILD_WORDS.has(text.slice(-2));
}

/** Endings without a tone, and 儿. */
function readEndings(word: ChineseWord): void {
  const text = word.map(({ character }) => character).join('');
  const last = word[word.length - 1];
  if (word.length > 1 && !last.isFixed) {
    const isEnding = /[们么]$/.test(text) || (text.endsWith('子') && !endsInChild(text));
    if (isEnding || NEUTRAL_WORDS.has(text) || NEUTRAL_END.test(text))
      last.syllable = withTone(last.syllable, 0);
  }
  for (const [at, each] of word.entries()) {
    const before = word.at(at - 1);
    if (at === 0 || each.character !== '儿' || each.isFixed || before === undefined) continue;
    if (
      each.syllable === '' ||
      OWN_ER_WORDS.has(text.slice(0, at + 1)) ||
      /^[子童女科媳孙歌时]/.test(text.slice(at + 1))
    )
      continue;
    if (!/[a-zü]\d$/.test(before.syllable) || before.syllable.startsWith('er')) continue;
    before.syllable = before.syllable.replace(/r?(\d)$/, 'r$1');
    each.syllable = '';
  }
}
