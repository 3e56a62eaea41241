import { toneOf, withTone, type ChineseWord, type ReadCharacter } from './chineseWord.js';

/** Changes the tones that others around them change: 一, 不, and the third before a third. */
export function applySandhi(words: readonly ChineseWord[]): void {
  const said = words.flat().filter(({ syllable }) => syllable !== '');
  const wordEnds = new Set(
    words.filter(({ length }) => length > 1).map((word) => word[word.length - 1]),
  );
  for (const [at, character] of said.entries()) {
    if (character.isFixed || !/^(?:yi1|bu4)$/.test(character.syllable)) continue;
    const around = { said, at, isWordEnd: wordEnds.has(character) };
    if (character.character === '一') character.syllable = one(around);
    else if (character.character === '不') character.syllable = not(around);
  }
  applyThirdTones(words);
}

interface Around {
  readonly said: readonly ReadCharacter[];
  readonly at: number;
  readonly isWordEnd: boolean;
}

const NUMERALS = '〇零一二三四五六七八九壹';
/** Behind these, or before those, 一 is a place in an order and keeps its tone. */
const ORDER_BEFORE = /(?:[第初周十百千零〇]|星期|礼拜)$/;
const ORDER_AFTER = /^(?:月|[号楼班级流]|等奖|年级|季度|十)/;
const AFTER_TWICE = 3;

function one({ said, at, isWordEnd }: Around): string {
  const text = (from: number, to: number): string =>
    said
      .slice(Math.max(0, from), to)
      .map(({ character }) => character)
      .join('');
  const next = said.at(at + 1);
  const before = text(at - 2, at);
  const after = text(at + 1, at + AFTER_TWICE);
  if (next === undefined || ORDER_BEFORE.test(before) || ORDER_AFTER.test(after)) return 'yi1';
  if (after.startsWith('日') && before.endsWith('月')) return 'yi1';
  if (new RegExp(`^点[${NUMERALS}]`).test(after)) return 'yi1';
  if (isWordEnd && !/^[个样种次]/.test(after)) return 'yi1';
  const [last, first] = [before.at(-1) ?? ' ', after[0]];
  if (NUMERALS.includes(first) || (NUMERALS.includes(last) && first !== '个')) return 'yi1';
  if (last === first) return 'yi0';
  return toneOf(next.syllable) === 4 || (first === '个' && toneOf(next.syllable) === 0)
    ? 'yi2'
    : 'yi4';
}

function not({ said, at }: Around): string {
  const next = said.at(at + 1);
  const before = at > 0 ? said[at - 1].character : '';
  if (next !== undefined && next.character === before) return 'bu0';
  return next !== undefined && toneOf(next.syllable) === 4 ? 'bu2' : 'bu4';
}

/**
 * A third tone before another becomes a second one: within words, and between words of one syllable, which
 * are said together in twos and threes.
 */
function applyThirdTones(words: readonly ChineseWord[]): void {
  for (const foot of feet(words)) {
    let run: ReadCharacter[] = [];
    for (const character of [...foot, undefined]) {
      if (character !== undefined && toneOf(character.syllable) === 3) run.push(character);
      else {
        raise(run);
        run = [];
      }
    }
  }
}

/** As many syllables as are said in one go. */
const FOOT = 3;
/** Words that are said with a third tone that comes after them: 服务 很好, 我 很喜欢, 住了 两晚. */
const LEADING = /^[很也挺只可想两五九几女老小]$/;

function feet(words: readonly ChineseWord[]): ReadCharacter[][] {
  const found: ReadCharacter[][] = [];
  for (const [at, word] of words.entries()) {
    const said = word.filter(({ syllable }) => syllable !== '');
    const last = found.at(-1);
    const next = words.at(at + 1) ?? [];
    const leads = said.length === 1 && LEADING.test(said[0].character);
    const ahead = leads && next.length > 0 && toneOf(next[0].syllable) === 3 ? next.length : 0;
    const joins =
      last !== undefined &&
      last.length + said.length + ahead <= FOOT &&
      (last.length === 1 || said.length === 1);
    if (joins) last.push(...said);
    else found.push([...said]);
  }
  return found;
}

/** 3 3 is said 2 3, 3 3 3 is said 2 2 3, four are two pairs. */
function raise(run: readonly ReadCharacter[]): void {
  const pairs = run.length - (run.length % 2 === 0 ? 0 : FOOT);
  for (const [at, character] of run.entries()) {
    if (character.isFixed || at === run.length - 1) continue;
    if (at >= pairs || at % 2 === 0) character.syllable = withTone(character.syllable, 2);
  }
}
