import type { Accent } from '../accent.js';

/** What a rule makes of the text it matched. */
export interface Found {
  /**
   * As it is spoken: words with single spaces, a comma where one pauses inside; for a pause its mark. Empty:
   * passed over in silence. Letters that are to be named are written with dots: `H.T.T.P.`
   */
  readonly spoken: string;
  /** Absent: a word. */
  readonly kind?: 'word' | 'pause';
  /** How much of the match is used, in UTF-16 units; absent: all of it. */
  readonly length?: number;
}

/** One way to read something that is not simply a word. The first rule of the list that reads a place has it. */
export interface Rule {
  /** Sticky, and with the `u` flag: tried where the text before is already read. */
  readonly pattern: RegExp;
  /** Undefined where it is not for this rule after all. */
  readonly read: (match: RegExpExecArray, accent: Accent) => string | Found | undefined;
}

/** A number as it is written: digits, thousands by commas, decimals. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?`;

/** What stands right after a match. */
export function after(match: RegExpExecArray): string {
  return match.input.slice(match.index + match[0].length);
}

/** `abc` -> `A.B.C.`: to be read letter by letter. */
export function letterByLetter(letters: string): string {
  return Array.from(letters.toUpperCase())
    .map((letter) => `${letter}.`)
    .join('');
}

/** A pattern of alternatives, the longest first. */
export function oneOf(words: Iterable<string>): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
    .join('|');
}
