export interface LineBreak {
  /** `paragraph`: surely one; `sentence`: surely an end, no paragraph; `line`: may be no more than a wrapped line. */
  readonly kind: 'paragraph' | 'sentence' | 'line';
  /** Where the text goes on: after the break and the blank that follows. */
  readonly end: number;
}

/** Ends what is said without making a paragraph: lines of a list, rows of a subtitle. */
export const SENTENCE_BREAK = '\u2028';
export const PARAGRAPH_BREAK = '\u2029';

const LINE_BREAKS = '\n\r\v\f\u0085\u2028\u2029';
const BLANKS = /[\s\u0085]/;

/** The break that begins at `at`, with all blank lines after it; undefined where no line ends. */
export function readBreak(text: string, at: number): LineBreak | undefined {
  if (!LINE_BREAKS.includes(text[at])) return undefined;
  let lines = 0;
  let kind: LineBreak['kind'] = 'line';
  let end = at;
  for (; end < text.length && BLANKS.test(text[end]); end += 1) {
    const unit = text[end];
    if (unit === '\n' && text[end - 1] === '\r' && end > at) continue;
    if (LINE_BREAKS.includes(unit)) lines += 1;
    if (unit === PARAGRAPH_BREAK || unit === '\f') kind = 'paragraph';
    if (unit === SENTENCE_BREAK && kind === 'line') kind = 'sentence';
  }
  if (lines > 1 && kind === 'line') kind = 'paragraph';
  return { kind, end };
}

const LIST_MARK =
  /(?:[-*+•·▪◦‣–—]|\(?(?:\d{1,3}|[a-zA-Z])[.)）、．]|[（(]?[一二三四五六七八九十]{1,3}[、）)．])(?:\s+|(?=[^\s\d]))/y;

/** Where the text of a list's item begins whose mark stands at `at`; 0 where none does. */
export function isListMark(text: string, at: number): number {
  LIST_MARK.lastIndex = at;
  const found = LIST_MARK.exec(text);
  if (found === null) return 0;
  // `-5 degrees` and `a.b` are no lists: western marks need a space.
  if (/^[-*+–—]|^\(?[a-zA-Z]/.test(found[0]) && !/\s$/.test(found[0])) return 0;
  return at + found[0].length;
}

/** Text lines are wrapped at 72 to 80 columns or so, Chinese ones at 36 to 40. */
const WRAPPED = 55;
const WRAPPED_WIDE = 28;
const GOES_ON = /[\p{L}\p{N}"'“‘(（「《]/u;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;

/**
 * Whether a sentence goes on over a single line break.
 * @param lineStart where the line before the break begins
 * @param at the break
 * @param next where the text goes on
 */
export function joinsLines(text: string, lineStart: number, at: number, next: number): boolean {
  if (next >= text.length || isListMark(text, next) > 0) return false;
  let end = at;
  while (end > lineStart && BLANKS.test(text[end - 1])) end -= 1;
  if (end === lineStart) return false;
  const last = text[end - 1];
  if (/[，,、]/.test(last)) return true;
  const first = String.fromCodePoint(text.codePointAt(next) ?? 0);
  if (!GOES_ON.test(first)) return false;
  if (WIDE.test(last)) return end - lineStart >= WRAPPED_WIDE && !/[。！？；：…]/.test(last);
  return /\p{Ll}/u.test(first) || end - lineStart >= WRAPPED;
}
