import type { Accent } from './accent.js';
import { britishSounds } from './british.js';
import { PRIMARY, SECONDARY } from './stress.js';

/** Chinese names in Latin letters, as people who speak English with care say them. American sounds. */
const INITIALS: Readonly<Record<string, string>> = {
  zh: 'ʤ',
  ch: 'ʧ',
  sh: 'ʃ',
  b: 'b',
  c: 'ts',
  d: 'd',
  f: 'f',
  g: 'ɡ',
  h: 'h',
  j: 'ʤ',
  k: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'p',
  q: 'ʧ',
  r: 'ɹ',
  s: 's',
  t: 't',
  w: 'w',
  x: 'ʃ',
  y: 'j',
  z: 'z',
  '': '',
};
const FINALS: Readonly<Record<string, string>> = {
  a: 'ɑ',
  ai: 'I',
  an: 'ɑn',
  ang: 'ɑŋ',
  ao: 'W',
  e: 'ə',
  ei: 'A',
  en: 'ən',
  eng: 'əŋ',
  er: 'ɑɹ',
  i: 'i',
  ia: 'jɑ',
  ian: 'jɛn',
  iang: 'jɑŋ',
  iao: 'jW',
  ie: 'jɛ',
  in: 'ɪn',
  ing: 'ɪŋ',
  iong: 'jʊŋ',
  iu: 'jO',
  o: 'ɔ',
  ong: 'ʊŋ',
  ou: 'O',
  u: 'u',
  ua: 'wɑ',
  uai: 'wI',
  uan: 'wɑn',
  uang: 'wɑŋ',
  ue: 'wɛ',
  ui: 'wA',
  un: 'ʊn',
  uo: 'wɔ',
};
const SYLLABLE =
  /^(zh|ch|sh|[bcdfghjklmnpqrstwxyz]?)([aeiou](?:[aeiou]{0,2}(?:ng?(?![aeiou])|r(?![aeiou]))?)?)/;
/** What English hardly writes: it makes even one syllable a Chinese name. */
const TELLING =
  /zh|x|q(?!u[^eina])|^(?:wei|ying|cheng|jie|jun|hui|guo|liu|cao|cai|wang|huang|liang|jiang)$/;

/**
 * The sounds of a capitalised word that is pinyin from end to end; undefined where it is not, or might as well be
 * something else.
 */
export function readPinyinName(word: string, accent: Accent): string | undefined {
  if (!/^[A-Z][a-z]+$/.test(word)) return undefined;
  const syllables = syllablesOf(word.toLowerCase());
  if (syllables === undefined) return undefined;
  if (syllables.length < 2 && !TELLING.test(word.toLowerCase())) return undefined;
  const last = syllables.length - 1;
  const sounds = syllables
    .map((syllable, index) =>
      marked(syllable, index === last ? PRIMARY : index === 0 ? SECONDARY : ''),
    )
    .join('');
  return accent === 'gb' ? britishSounds(sounds.replaceAll('ɑŋ', 'aŋ')) : sounds;
}

export function isPinyinName(word: string): boolean {
  return readPinyinName(word, 'us') !== undefined;
}

function syllablesOf(word: string): string[] | undefined {
  const syllables: string[] = [];
  for (let rest = word; rest !== '';) {
    const match = SYLLABLE.exec(rest);
    if (match === null) return undefined;
    const [whole, initial, final] = match;
    if (!Object.hasOwn(FINALS, final)) return undefined;
    syllables.push(syllableSounds(initial, final));
    rest = rest.slice(whole.length);
  }
  return syllables;
}

function syllableSounds(initial: string, final: string): string {
  // "shi" and "zhi" have hardly a vowel, "si" and "zi" a dull one.
  if (final === 'i' && /^(?:zh|ch|sh|r)$/.test(initial)) return `${INITIALS[initial]}ɜɹ`;
  if (final === 'i' && /^[zcs]$/.test(initial)) return `${INITIALS[initial]}ə`;
  // After these the i only makes them soft: "xiao" is "shao", "qian" is "chen".
  const soft = /^[jqx]$/.test(initial) ? FINALS[final].replace(/^j/, '') : FINALS[final];
  if (initial === 'y' && final === 'i') return 'i';
  if (initial === 'y' && /^i/.test(final)) return FINALS[final];
  if (initial === 'y' && final === 'an') return 'jɛn';
  if (initial === 'w' && final === 'u') return 'wu';
  return INITIALS[initial] + soft;
}

/** Stress stands right before the vowel. */
function marked(syllable: string, mark: string): string {
  return syllable.replace(/[ɑəɛɪɔʊɜAIOWiu]/, (vowel) => mark + vowel);
}
