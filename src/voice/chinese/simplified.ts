import { TRADITIONAL_CHARACTERS } from './traditionalCharacters.js';

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  (TRADITIONAL_CHARACTERS.match(/\S\S/g) ?? []).map((pair) => [pair[0], pair[1]]),
);

/** Two words that traditional writing keeps apart, and simplified writing does not. */
const ONLY_READING: Readonly<Record<string, string>> = {
  髮: 'fa4',
  發: 'fa1',
  隻: 'zhi1',
  乾: 'gan1',
  幹: 'gan4',
  臟: 'zang4',
  髒: 'zang1',
  捨: 'she3',
  鬥: 'dou4',
  係: 'xi4',
  佔: 'zhan4',
  傢: 'jia1',
};
/** 乾 is no other character here. */
const KEPT = /^乾[隆坤]/;
/** 著 is its own word here, with what stands before it; 着 elsewhere. */
const WRITTEN_WORK = /^(?:.著[名作者述稱称书書]|[显顯原名专專编編土巨卓昭论論拙译譯合]著)/;

/** What somebody goes on doing: 看著. */
const AFTER_VERB = /[看想說说走坐站拿帶带跟隨随等笑聽听躺活靠沿順顺]/;

export interface Simplified {
  /** One character. */
  readonly character: string;
  /** What the traditional one is read as, where the simplified one has several readings. */
  readonly reading?: string;
}

/** Each character of a text as it is written in simplified Chinese; what is so already stays. */
export function simplified(text: string): readonly Simplified[] {
  const isTraditional = Array.from(text).some((each) => SIMPLIFIED.has(each) && each !== '著');
  return Array.from(text).map((character, at): Simplified => {
    const here = text.slice(at, at + 2);
    if (character === '著') {
      const isWork = WRITTEN_WORK.test(` ${text}`.slice(at, at + 3));
      const isDoing = isTraditional || AFTER_VERB.test(text.slice(Math.max(0, at - 1), at));
      return { character: isDoing && !isWork ? '着' : '著' };
    }
    const plain = SIMPLIFIED.get(character);
    if (plain === undefined || KEPT.test(here)) return { character };
    const reading = ONLY_READING[character] as string | undefined;
    return reading === undefined ? { character: plain } : { character: plain, reading };
  });
}
