/**
 * Written English as it is spoken: numbers, dates, money, addresses, abbreviations and signs as words. What is
 * read, and how, was learnt from the normaliser of hibari-tts (Maureese Williams, Apache-2.0); written anew,
 * by places in the text instead of by replacing, so that every word still knows where it was written.
 */
import type { Accent } from './accent.js';
import { abbreviationRules } from './rules/abbreviations.js';
import { dateRules } from './rules/dates.js';
import { moneyRules } from './rules/money.js';
import { numberRules } from './rules/numbers.js';
import { romanRules } from './rules/roman.js';
import type { Found, Rule } from './rules/rule.js';
import { signedLetterRules, symbolRules } from './rules/symbols.js';
import { unitRules } from './rules/units.js';
import { webRules } from './rules/web.js';

/** A stretch of a sentence and what is said for it. */
export interface SpokenStretch {
  readonly kind: 'word' | 'pause' | 'space';
  /** Where it stands in the sentence: UTF-16 units, the end not included. */
  readonly start: number;
  readonly end: number;
  /** One or more words; a pause's mark; a space. Letters to be named are written with dots: `H.T.T.P.` */
  readonly spoken: string;
}

/** Stands for what is not read here, so that letters of other scripts beside a word are none of its own. */
const ELSEWHERE = '\u0000';

const LETTER = String.raw`\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}`;
const PLAIN = `[${LETTER}](?:[${LETTER}\\p{M}]|'(?=[${LETTER}]))*`;
const wordRule: Rule = {
  pattern: new RegExp(
    String.raw`(?:'(?=(?:cause|em|til|tis|twas|bout|n|cos)(?!\p{L})))?${PLAIN}(?:-${PLAIN}(?!\d))*`,
    'uyi',
  ),
  read: ([text]) => text,
};

/** What belongs to something that is no plain word: "v8's", "B2B's". It is said with it. */
const possessiveRule: Rule = {
  pattern: new RegExp(`(?<=[${LETTER}\\d.]${ELSEWHERE}?)'s(?![${LETTER}\\d])`, 'uy'),
  read: ([text]) => text,
};

const RULES: readonly Rule[] = [
  ...webRules,
  ...dateRules,
  ...moneyRules,
  ...abbreviationRules,
  ...unitRules,
  ...romanRules,
  ...numberRules,
  ...signedLetterRules,
  possessiveRule,
  wordRule,
  ...symbolRules,
];

/**
 * What is said for each place of `text`, one sentence or a part of one. Never throws; what cannot be said
 * (emoji, other scripts, control characters) is passed over.
 */
export function normalizeEnglish(text: string, accent: Accent = 'us'): readonly SpokenStretch[] {
  const plain = withPlainSigns(text);
  const stretches: SpokenStretch[] = [];
  for (let at = 0; at < plain.length;) {
    const found = findAt(plain, at, accent);
    if (found.spoken !== '') append(stretches, plain, { ...found, start: at });
    at += found.length;
  }
  return stretches.some(({ kind }) => kind === 'word') ? stretches : [];
}

/** All that is said, in one line. */
export function spokenText(stretches: readonly SpokenStretch[]): string {
  const all = stretches.map(({ spoken }) => spoken).join('');
  return all.replace(/\.\.(?=\s|$)/g, '.');
}

interface FoundAt extends Found {
  readonly length: number;
}

function findAt(text: string, at: number, accent: Accent): FoundAt {
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const found = read(match, accent);
    if (found === undefined) continue;
    const { length = match[0].length, ...rest } =
      typeof found === 'string' ? { spoken: found } : found;
    return { ...rest, length: withoutLastStop(text, at, length) };
  }
  return { spoken: '', length: 1 };
}

/** The dot of an abbreviation at the text's end is also the sentence's: it is left to be a pause. */
function withoutLastStop(text: string, at: number, length: number): number {
  const isStop =
    length > 1 && text[at + length - 1] === '.' && !/^\.+$/.test(text.slice(at, at + length));
  return isStop && /^["')\]\s]*$/.test(text.slice(at + length)) ? length - 1 : length;
}

function append(
  stretches: SpokenStretch[],
  text: string,
  found: FoundAt & { readonly start: number },
): void {
  const { start, length, spoken, kind = 'word' } = found;
  const last = stretches.at(-1);
  if (spoken === "'s" && last?.kind === 'word') {
    stretches[stretches.length - 1] = { ...last, end: start + length, spoken: `${last.spoken}'s` };
    return;
  }
  if (kind === 'pause' && isNeedless(last, spoken)) return;
  if (last !== undefined && isSpaced(last, kind, spoken, text.slice(last.end, start))) {
    stretches.push({ kind: 'space', start: last.end, end: start, spoken: ' ' });
  }
  stretches.push({ kind, start, end: start + length, spoken });
}

/** A pause before anything is said, or right after the same one. */
function isNeedless(last: SpokenStretch | undefined, mark: string): boolean {
  if (last === undefined) return mark !== '(' && mark !== '…';
  return last.kind === 'pause' && last.spoken === mark;
}

/** Words never touch, nor does one touch a mark before it; none stands off from a mark that follows. */
function isSpaced(
  last: SpokenStretch,
  kind: 'word' | 'pause',
  spoken: string,
  between: string,
): boolean {
  if (last.kind === 'word' && kind === 'word') return true;
  if (last.kind === 'pause' && last.spoken === '(') return false;
  if (kind === 'word' && !/[—…]/.test(last.spoken)) return true;
  if (kind === 'pause' && spoken !== '(' && spoken !== '—') return false;
  return /\s/.test(between);
}

const SIGNS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '「': '"',
  '」': '"',
  '‐': '-',
  '‑': '-',
  '‒': '–',
  '−': '-',
  '。': '.',
  '、': ',',
  '【': '[',
  '】': ']',
  '《': '"',
  '》': '"',
  '∶': ':',
};

/** The same text with signs that have a common form written in it; nothing changes its place. */
function withPlainSigns(text: string): string {
  return text
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, (sign) =>
      ELSEWHERE.repeat(sign.length),
    )
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('`', ELSEWHERE)
    .replace(/[\u2000-\u200a\u00a0\u202f\u3000\s]/g, ' ')
    .replace(/[’‘ʼ“”„«»「」‐‑‒−。、【】《》∶]/g, (sign) => SIGNS[sign] ?? sign);
}
