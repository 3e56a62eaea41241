/**
 * Written Chinese as it is spoken: numbers, dates, times, money, units and signs as characters, each with its
 * place in the text.
 */
import { dateRules } from './rules/dates.js';
import { numberRules } from './rules/numbers.js';
import { quantityRules } from './rules/quantities.js';
import type { Rule } from './rules/rule.js';
import { symbolRules } from './rules/symbols.js';
import { webRules } from './rules/web.js';

/** A stretch of one kind. */
export interface SpokenStretch {
  /** `gap`: words end here, though nothing is said. */
  readonly kind: 'chinese' | 'latin' | 'pause' | 'gap';
  /** What is said: characters, a Latin phrase, or a mark of the voice's alphabet. */
  readonly said: string;
  /** Where it was written: UTF-16 units of the text, the end not included. */
  readonly start: number;
  readonly end: number;
  /** Whether `said` stands in the text letter by letter. */
  readonly isWritten: boolean;
}

const RULES: readonly Rule[] = [
  ...webRules,
  ...dateRules,
  ...quantityRules,
  ...numberRules,
  ...symbolRules,
];

/** Marks of the text by the mark that the voice is given. */
const PAUSES: Readonly<Record<string, string>> = {
  '，': ',',
  ',': ',',
  '、': ',',
  '。': '.',
  '.': '.',
  '｡': '.',
  '！': '!',
  '!': '!',
  '？': '?',
  '?': '?',
  '：': ':',
  ':': ':',
  '；': ';',
  ';': ';',
  '…': '…',
  '—': '—',
  '–': '—',
  '（': '(',
  '(': '(',
  '）': ')',
  ')': ')',
  '|': ',',
  '“': '“',
  '「': '“',
  '『': '“',
  '《': '“',
  '〈': '“',
  '【': '“',
  '”': '”',
  '」': '”',
  '』': '”',
  '》': '”',
  '〉': '”',
  '】': '”',
};

const CHARACTER = /[\u3400-\u4dbf\u4e00-\u9fff]|[\ud840-\ud888][\udc00-\udfff]/y;
/** Words of one language with single spaces, hyphens or `&` between them: what is read at once. */
const LATIN =
  /\p{Script=Latin}(?:[\p{Script=Latin}\p{M}]|['’](?=\p{Script=Latin}))*(?:(?:[ -]|\s?&\s?|\.(?=js\b))\p{Script=Latin}(?:[\p{Script=Latin}\p{M}]|['’](?=\p{Script=Latin}))*)*/uy;
/** As many units as a rule looks at before and after its match. */
const AROUND = 16;

/** @param text one sentence or a part of one, without invisible characters. Never throws. */
export function normalizeChinese(text: string): readonly SpokenStretch[] {
  const stretches: SpokenStretch[] = [];
  for (let at = 0; at < text.length;) at = readAt(text, at, stretches);
  return stretches;
}

function readAt(text: string, at: number, stretches: SpokenStretch[]): number {
  const ruled = applyRules(text, at, stretches);
  if (ruled > at) return ruled;
  const character = matchAt(CHARACTER, text, at);
  if (character !== undefined) return push(stretches, 'chinese', character, at);
  const latin = matchAt(LATIN, text, at);
  if (latin !== undefined) return push(stretches, 'latin', latin, at);
  const mark = text[at];
  const pause = isDotWithin(text, at)
    ? undefined
    : Object.hasOwn(PAUSES, mark)
      ? PAUSES[mark]
      : undefined;
  if (pause !== undefined)
    stretches.push({ kind: 'pause', said: pause, start: at, end: at + 1, isWritten: false });
  else if (isDotWithin(text, at))
    stretches.push({ kind: 'chinese', said: '点', start: at, end: at + 1, isWritten: false });
  else stretches.push({ kind: 'gap', said: '', start: at, end: at + 1, isWritten: false });
  return at + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function push(
  stretches: SpokenStretch[],
  kind: 'chinese' | 'latin',
  said: string,
  at: number,
): number {
  stretches.push({ kind, said, start: at, end: at + said.length, isWritten: true });
  return at + said.length;
}

/** `report.pdf`: a dot that is said. */
function isDotWithin(text: string, at: number): boolean {
  return (
    text[at] === '.' &&
    /[A-Za-z\d]/.test(text[at - 1] ?? '') &&
    /[A-Za-z\d]/.test(text[at + 1] ?? '')
  );
}

function applyRules(text: string, at: number, stretches: SpokenStretch[]): number {
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const end = at + match[0].length;
    const said = read(
      match,
      text.slice(Math.max(0, at - AROUND), at),
      text.slice(end, end + AROUND),
    );
    if (said === undefined) continue;
    const parts = typeof said === 'string' ? [{ said, length: match[0].length }] : said;
    let from = at;
    for (const part of parts) {
      addSaid(stretches, part.said, from, from + part.length);
      from += part.length;
    }
    return from;
  }
  return at;
}

/** What a rule says is characters, Latin words and gaps between words, all written at the same place. */
function addSaid(stretches: SpokenStretch[], said: string, start: number, end: number): void {
  const place = { start, end, isWritten: false };
  stretches.push({ kind: 'gap', said: '', ...place });
  for (const part of said.match(/[A-Za-z]+(?: [A-Za-z]+)*|[^A-Za-z ]+| +/g) ?? []) {
    const kind = part.startsWith(' ') ? 'gap' : /^[A-Za-z]/.test(part) ? 'latin' : 'chinese';
    stretches.push({ kind, said: kind === 'gap' ? '' : part, ...place });
  }
  stretches.push({ kind: 'gap', said: '', start: end, end, isWritten: false });
}
