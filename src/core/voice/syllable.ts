/**
 * One syllable of Mandarin as the voice's model writes it: misaki's alphabet for Chinese
 * (https://github.com/hexgrad/misaki, Apache-2.0), which Kokoro 1.0 was trained with.
 */
const INITIALS: Readonly<Record<string, string>> = {
  b: 'p',
  p: 'pʰ',
  m: 'm',
  f: 'f',
  d: 't',
  t: 'tʰ',
  n: 'n',
  l: 'l',
  g: 'k',
  k: 'kʰ',
  h: 'x',
  j: 'ʨ',
  q: 'ʨʰ',
  x: 'ɕ',
  zh: 'ꭧ',
  ch: 'ꭧʰ',
  sh: 'ʂ',
  r: 'ɻ',
  z: 'ʦ',
  c: 'ʦʰ',
  s: 's',
};

/** `0` is where the tone stands: after the vowels, before what ends the syllable. */
const FINALS: Readonly<Record<string, string>> = {
  a: 'a0',
  ai: 'ai0',
  an: 'a0n',
  ang: 'a0ŋ',
  ao: 'au0',
  e: 'ɤ0',
  ei: 'ei0',
  en: 'ə0n',
  eng: 'ə0ŋ',
  i: 'i0',
  ia: 'ja0',
  ian: 'jɛ0n',
  iang: 'ja0ŋ',
  iao: 'jau0',
  ie: 'je0',
  in: 'i0n',
  ing: 'i0ŋ',
  io: 'jɔ0',
  iong: 'jʊ0ŋ',
  iou: 'jou0',
  ong: 'ʊ0ŋ',
  ou: 'ou0',
  o: 'wo0',
  u: 'u0',
  ua: 'wa0',
  uai: 'wai0',
  uan: 'wa0n',
  uang: 'wa0ŋ',
  uei: 'wei0',
  uen: 'wə0n',
  ueng: 'wə0ŋ',
  uo: 'wo0',
  ü: 'y0',
  üan: 'ɥɛ0n',
  üe: 'ɥe0',
  ün: 'y0n',
};

/** What stands without an initial and is spelled as no final is. */
const WHOLE: Readonly<Record<string, string>> = {
  er: 'ɚ0',
  o: 'ɔ0',
  ê: 'ɛ0',
  m: 'm0',
  n: 'ə0n',
  ng: 'ə0ŋ',
  hm: 'hm0',
  hng: 'hŋ0',
};

/** By tone; the neutral one, 0 or 5, has no mark. */
const TONES = ['', '→', '↗', '↓', '↘', ''];

const SYLLABLE = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?([a-zêü]+?)(r?)([0-5])$/;
/** `zi` and `zhi` have a vowel of their own. */
const HISSING = new Set(['zh', 'ch', 'sh', 'r', 'z', 'c', 's']);

/**
 * What the model is given for a syllable as `zhong4`, `nü3`, `lv4`, `de0`, or `wanr2`, whose `r` is the one
 * that 儿 leaves. Undefined where that is no syllable of Mandarin.
 */
export function soundsOfSyllable(pinyin: string): string | undefined {
  const spelled = pinyin.toLowerCase().normalize('NFC').replace('u:', 'ü').replaceAll('v', 'ü');
  const whole = WHOLE[spelled.slice(0, -1)] as string | undefined;
  const tone = TONES[Number(spelled.slice(-1))] as string | undefined;
  if (whole !== undefined && tone !== undefined) return whole.replace('0', tone);
  const [, initial = '', letters = '', ending = '', digit = ''] = SYLLABLE.exec(spelled) ?? [];
  const final = finalOf(initial, letters);
  if (final === undefined) return undefined;
  const sounds = (INITIALS[initial] ?? '') + (ending === 'r' ? withR(final) : final);
  return sounds.replace('0', TONES[Number(digit)]);
}

function finalOf(initial: string, letters: string): string | undefined {
  if (letters === '') return undefined;
  if (initial === '') return finals(withoutSpelling(letters));
  if (letters === 'i' && HISSING.has(initial)) return 'ɨ0';
  // `ju` is written for `jü`, and `liu`, `gui`, `lun` for `liou`, `guei`, `luen`.
  const spelled = /^[jqx]$/.test(initial) ? letters.replace(/^u/, 'ü') : letters;
  if (/^[jqx]$/.test(initial) ? !/^[iü]/.test(spelled) : !canFollow(initial, spelled))
    return undefined;
  const full = { iu: 'iou', ui: 'uei', un: 'uen' }[spelled];
  return finals(full ?? spelled);
}

function canFollow(initial: string, final: string): boolean {
  if (final.startsWith('ü')) return initial === 'n' || initial === 'l';
  if (final === 'o') return /^[bpmfl]$/.test(initial);
  return !(final.startsWith('i') && /^(?:[gkh]|zh|ch|sh|[rzcs])$/.test(initial));
}

function finals(final: string): string | undefined {
  return Object.hasOwn(FINALS, final) ? FINALS[final] : undefined;
}

/** `yi`, `you`, `yuan`, `wu`, `wei` without the letters that only spelling asks for; '' where none is right. */
function withoutSpelling(letters: string): string {
  const start = letters[0];
  const rest = letters.slice(1);
  if (start === 'w') return rest === 'u' ? 'u' : `u${rest}`;
  if (start === 'y') {
    if (/^(?:i|in|ing)$/.test(rest)) return rest;
    if (/^u(?:e|an|n)?$/.test(rest)) return `ü${rest.slice(1)}`;
    if (/^ü(?:e|an|n)?$/.test(rest)) return rest;
    return /^[iuü]/.test(rest) ? '' : `i${rest}`;
  }
  return /^[aeo]/.test(letters) ? letters : '';
}

/** The syllable before 儿 loses its n and i: 玩儿 is said `war`. */
function withR(final: string): string {
  return `${final
    .replace(/(?<=[aəɛ]0)n$/, '')
    .replace(/^(.*)([ae])i0$/, '$1$20')
    .replace(/^(y|i)0n$/, '$10')}ɚ`;
}
