import type { SaidText } from './saidText.js';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  hellip: '…',
  mdash: '—',
  ndash: '–',
};

/** The longest mark that is looked for: HTML's tags and links' addresses. */
const LONGEST_MARK = 2000;
const TAG = new RegExp(`</?[a-zA-Z][^<>]{0,${String(LONGEST_MARK)}}>`, 'y');
const ADDRESS_TAG = new RegExp(`<((?:https?|mailto):[^<>\\s]{1,${String(LONGEST_MARK)}})>`, 'y');
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,8}));/y;
const ESCAPE = /\\[!-/:-@[-`{-~]/y;
const FOOTNOTE = /\[\^[^\]\s]{1,99}\]/y;
const EMPHASIS = /\*{1,3}|_{1,3}|~~|==/y;

/**
 * Adds what one line of Markdown says.
 * @param from where it stands in the file
 * @param inComment whether an HTML comment began on an earlier line
 * @returns whether one goes on after this line
 */
export function inlineText(
  line: string,
  from: number,
  said: SaidText,
  inComment: boolean,
): boolean {
  return new InlineReader(line, from, said).read(inComment);
}

class InlineReader {
  private at = 0;
  private kept = 0;
  /** The closing bracket of each opening one. */
  private readonly closes: ReadonlyMap<number, number>;
  /** Where `](address)` and the like stand that belong to links already begun, by their first unit. */
  private readonly linkEnds = new Map<number, number>();

  constructor(
    private readonly line: string,
    private readonly from: number,
    private readonly said: SaidText,
  ) {
    this.closes = bracketPairs(line);
  }

  read(inComment: boolean): boolean {
    if (inComment && !this.skipComment()) return true;
    while (this.at < this.line.length) {
      if (this.line.startsWith('<!--', this.at)) {
        this.keep();
        if (!this.skipComment()) return true;
      } else if (!this.mark()) this.at += 1;
    }
    this.keep();
    return false;
  }

  /** Whether the comment ends on this line. */
  private skipComment(): boolean {
    const end = this.line.indexOf('-->', this.at);
    this.at = end < 0 ? this.line.length : end + 3;
    this.kept = this.at;
    return end >= 0;
  }

  /** Reads the mark that stands here, if any does. */
  private mark(): boolean {
    switch (this.line[this.at]) {
      case '`':
        return this.code();
      case '<':
        return this.tag();
      case '&':
        return this.entity();
      case '\\':
        return this.find(ESCAPE) !== undefined && this.drop(1, 1);
      case '!':
        return this.line[this.at + 1] === '[' && this.picture();
      case '[':
        return this.link();
      case ']':
        return this.linkEnd();
      case '*':
      case '_':
      case '~':
      case '=':
        return this.emphasis();
      default:
        return false;
    }
  }

  private find(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.line) ?? undefined;
  }

  /** Leaves out `length` units and keeps `after` more unread. */
  private drop(length: number, after = 0): true {
    this.keep();
    this.at += length + after;
    this.kept = this.at - after;
    return true;
  }

  private keep(): void {
    this.said.add(this.line.slice(this.kept, this.at), this.from + this.kept);
    this.kept = this.at;
  }

  private replace(length: number, text: string): true {
    this.drop(length);
    this.said.addUnplaced(text);
    return true;
  }

  /** The marks of `code` are left out, and what stands in it is said as it is. */
  private code(): boolean {
    const ticks = /^`+/.exec(this.line.slice(this.at, this.at + 20))?.[0] ?? '`';
    const end = this.line.slice(0, this.at + LONGEST_MARK).indexOf(ticks, this.at + ticks.length);
    if (end < 0) return this.drop(ticks.length);
    this.drop(ticks.length, end - this.at - ticks.length);
    return this.drop(ticks.length);
  }

  private tag(): boolean {
    const address = this.find(ADDRESS_TAG);
    if (address !== undefined) {
      this.drop(1, address[1].length);
      return this.drop(1);
    }
    const tag = this.find(TAG)?.[0];
    if (tag === undefined) return false;
    return /^<br\b/i.test(tag) ? this.replace(tag.length, '\n') : this.drop(tag.length);
  }

  private entity(): boolean {
    const [whole = '', decimal = '', hex = '', name = ''] = this.find(ENTITY) ?? [];
    if (whole === '') return false;
    const code = decimal === '' ? parseInt(hex, 16) : Number(decimal);
    if (Object.hasOwn(ENTITIES, name)) return this.replace(whole.length, ENTITIES[name]);
    if (name !== '' || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return false;
    return this.replace(whole.length, code === 0 ? ' ' : String.fromCodePoint(code));
  }

  private picture(): boolean {
    const close = this.closes.get(this.at + 1);
    if (close === undefined) return false;
    const end = this.addressEnd(close) ?? close + 1;
    return this.drop(end - this.at);
  }

  private link(): boolean {
    const footnote = this.find(FOOTNOTE);
    if (footnote !== undefined) return this.drop(footnote[0].length);
    const close = this.closes.get(this.at);
    const end = close === undefined ? undefined : this.addressEnd(close);
    if (close === undefined || end === undefined) return false;
    this.linkEnds.set(close, end);
    return this.drop(1);
  }

  /** Behind the address or the name that follows a closing bracket; undefined where none does. */
  private addressEnd(close: number): number | undefined {
    const next = this.line[close + 1];
    if (next !== '(' && next !== '[') return undefined;
    const end = this.closes.get(close + 1);
    return end === undefined ? undefined : end + 1;
  }

  private linkEnd(): boolean {
    const end = this.linkEnds.get(this.at);
    return end !== undefined && this.drop(end - this.at);
  }

  /** `2 * 3` and `snake_case` keep theirs; `这是**重点**内容` loses them. */
  private emphasis(): boolean {
    const mark = this.find(EMPHASIS)?.[0];
    if (mark === undefined) return false;
    const before = this.line[this.at - 1] ?? ' ';
    const after = this.line[this.at + mark.length] ?? ' ';
    const standsAlone = /\s/.test(before) && /\s/.test(after);
    const isWithin = /[\w]/.test(before) && /[\w]/.test(after);
    if (standsAlone || (isWithin && (/^[_=]/.test(mark) || /\d/.test(before + after)))) {
      this.at += mark.length;
      return true;
    }
    return this.drop(mark.length);
  }
}

/** Pairs of `[]` and `()` by their opening one, in one go over the line. */
function bracketPairs(line: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: { readonly at: number; readonly close: string }[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const unit = line[at];
    if (unit === '\\') at += 1;
    else if (unit === '[' || unit === '(') open.push({ at, close: unit === '[' ? ']' : ')' });
    else if (unit === ']' || unit === ')') {
      // A round one that nobody closes must not keep the square ones apart.
      while (unit === ']' && open.at(-1)?.close === ')') open.pop();
      if (open.at(-1)?.close === unit) pairs.set(open.pop()?.at ?? 0, at);
    }
  }
  return pairs;
}
