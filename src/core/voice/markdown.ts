import { LINE_END } from '../lineEnds.js';
import { PARAGRAPH_BREAK, SENTENCE_BREAK } from './lineBreaks.js';
import { inlineText } from './markdownInline.js';
import type { SaidText } from './saidText.js';

interface Line {
  readonly text: string;
  /** Where it stands in the file. */
  readonly from: number;
}

/**
 * Adds what a Markdown text says: headings, paragraphs, quotes and lists, links by their text. Front matter,
 * code blocks, tables, pictures, HTML's tags and comments, footnotes and the addresses of links are left out.
 * The number of a list's item is said, its bullet is not.
 */
export function readMarkdown(text: string, said: SaidText): void {
  const reader = new MarkdownReader(said);
  const lines = linesOf(text);
  let at = frontMatterEnd(lines);
  while (at < lines.length) at += reader.read(lines, at);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let from = text.startsWith('\ufeff') ? 1 : 0;
  for (const { index, 0: lineBreak } of text.matchAll(LINE_END)) {
    lines.push({ text: text.slice(from, index), from });
    from = index + lineBreak.length;
  }
  lines.push({ text: text.slice(from), from });
  return lines;
}

/** Front matter: between `---` on the first line and the next one, or `+++`. */
function frontMatterEnd(lines: readonly Line[]): number {
  const fence = /^(?:---|\+\+\+)(?=\s*$)/.exec(lines[0].text)?.[0];
  if (fence === undefined) return 0;
  const isEnd = ({ text }: Line): boolean =>
    text.trimEnd() === fence || (fence === '---' && text.trimEnd() === '...');
  const end = lines.slice(1).findIndex(isEnd);
  return end < 0 ? 0 : end + 2;
}

const BLANK = /^\s*$/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const RULE = /^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+\s*|-+\s*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const HEADING = /^\s{0,3}#{1,6}(?:\s+|$)/;
const HEADING_END = /\s+#+\s*$/;
const QUOTE = /^(?:\s{0,3}>\s?)+/;
const BULLET = /^\s*[-*+]\s+(?:\[[ xX]\]\s+)?/;
const NUMBERED = /^\s*\d{1,9}[.)]\s+/;
const DEFINITION = /^\s{0,3}\[[^\]]{1,999}\]:/;
const CODE_INDENT = /^(?: {4}|\t)/;
/** HTML elements whose contents are not said. */
const SILENT_ELEMENT = /<(script|style|svg|pre)\b/i;

class MarkdownReader {
  private afterBlank = true;
  private inList = false;
  private inComment = false;

  constructor(private readonly said: SaidText) {}

  /** Reads what begins on a line and returns how many lines that took. */
  read(lines: readonly Line[], at: number): number {
    const { text } = lines[at];
    if (!this.inComment) {
      if (BLANK.test(text)) return this.blank();
      const skipped = this.skippedLines(lines, at);
      if (skipped > 0) {
        this.breakWith(PARAGRAPH_BREAK);
        return skipped;
      }
    }
    this.text(lines[at]);
    return 1;
  }

  private blank(): number {
    this.breakWith(PARAGRAPH_BREAK);
    this.afterBlank = true;
    return 1;
  }

  /** How many lines of what is not said begin here. */
  private skippedLines(lines: readonly Line[], at: number): number {
    const { text } = lines[at];
    const isAfter = (test: (line: string) => boolean): number => {
      let end = at + 1;
      while (end < lines.length && !test(lines[end].text)) end += 1;
      return end - at;
    };
    const fence = FENCE.exec(text)?.[1];
    if (fence !== undefined) return isAfter((line) => isFenceEnd(line, fence)) + 1;
    if (RULE.test(text)) return 1;
    if (DEFINITION.test(text)) return isAfter((line) => !/^\s+\S/.test(line));
    if (this.afterBlank && !this.inList && CODE_INDENT.test(text)) return 1;
    const next = lines.at(at + 1)?.text ?? '';
    if (text.includes('|') && next.includes('|') && TABLE_RULE.test(next)) {
      return isAfter((line) => !line.includes('|'));
    }
    const element = SILENT_ELEMENT.exec(text)?.[1].toLowerCase();
    if (element !== undefined) {
      const close = `</${element}`;
      if (text.toLowerCase().includes(close)) return 0;
      return isAfter((line) => line.toLowerCase().includes(close)) + 1;
    }
    return 0;
  }

  private text({ text, from }: Line): void {
    this.afterBlank = false;
    const quote = QUOTE.exec(text)?.[0].length ?? 0;
    const rest = text.slice(quote);
    const heading = HEADING.exec(rest)?.[0];
    const bullet = BULLET.exec(rest)?.[0];
    const isItem = bullet !== undefined || NUMBERED.test(rest);
    if (heading !== undefined) this.breakWith(PARAGRAPH_BREAK);
    else if (isItem) this.breakWith(SENTENCE_BREAK);
    if (isItem) this.inList = true;
    else if (!/^\s/.test(rest)) this.inList = false;
    const skip = quote + (heading ?? bullet ?? '').length;
    const end = text.replace(heading === undefined ? /\\$/ : HEADING_END, '').length;
    this.inComment = inlineText(
      text.slice(skip, Math.max(skip, end)),
      from + skip,
      this.said,
      this.inComment,
    );
    const isHardEnd = /(?: {2}|\\)$/.test(text);
    if (heading !== undefined) this.breakWith(PARAGRAPH_BREAK);
    else this.breakWith(isHardEnd ? SENTENCE_BREAK : '\n');
  }

  private breakWith(kind: string): void {
    this.said.addUnplaced(kind);
  }
}

function isFenceEnd(line: string, fence: string): boolean {
  const found = FENCE.exec(line)?.[1];
  return (
    found !== undefined &&
    found[0] === fence[0] &&
    found.length >= fence.length &&
    /^[\s`~]*$/.test(line)
  );
}
