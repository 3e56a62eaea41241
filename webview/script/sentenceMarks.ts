import type { ScriptSentence } from '../../src/core/voice/sentences.js';

/** A stretch of a line that belongs to one sentence, or to none. */
interface Piece {
  /** UTF-16 units from the beginning of the line. */
  readonly from: number;
  /** A sentence begins here. */
  readonly begins: boolean;
}

interface Line {
  /** The same for lines that look the same. */
  readonly key: string;
  readonly element: HTMLElement;
  readonly pieces: readonly {
    readonly from: number;
    readonly to: number;
    readonly element: HTMLElement;
  }[];
}

/** What a sentence may be marked as. */
export type SentenceMark = 'current' | 'spoken';

/**
 * A copy of a text behind it that is not read, only seen: each sentence begins with its number. Owns what is
 * below `root`; a change of the text touches only the lines that changed, however long it is.
 */
export class SentenceMarks {
  private lines: readonly Line[] = [];
  private readonly marked = new Map<SentenceMark, readonly HTMLElement[]>();

  constructor(private readonly root: HTMLElement) {}

  show(text: string, sentences: readonly ScriptSentence[]): void {
    const before = this.lines;
    const wanted = linesOf(text, sentences);
    const most = Math.min(before.length, wanted.length);
    let head = 0;
    while (head < most && before[head].key === wanted[head].key) head += 1;
    let tail = 0;
    while (
      tail < most - head &&
      before[before.length - 1 - tail].key === wanted[wanted.length - 1 - tail].key
    ) {
      tail += 1;
    }
    const gone = before.slice(head, before.length - tail);
    const fresh = wanted.slice(head, wanted.length - tail).map(lineFor);
    const next = before.at(before.length - tail)?.element ?? null;
    for (const { element } of fresh) this.root.insertBefore(element, tail > 0 ? next : null);
    for (const { element } of gone) element.remove();
    this.lines = [...before.slice(0, head), ...fresh, ...before.slice(before.length - tail)];
  }

  /** Marks one sentence, and none as the same besides; undefined: none at all. */
  mark(as: SentenceMark, sentence: ScriptSentence | undefined): void {
    for (const element of this.marked.get(as) ?? []) element.classList.remove(as);
    const found = sentence ? this.piecesOf(sentence) : [];
    for (const element of found) element.classList.add(as);
    this.marked.set(as, found);
  }

  /** The first piece of what is marked so, to be scrolled to. */
  first(as: SentenceMark): HTMLElement | undefined {
    return this.marked.get(as)?.at(0);
  }

  private piecesOf({ start, end }: ScriptSentence): readonly HTMLElement[] {
    const found: HTMLElement[] = [];
    let at = 0;
    for (const { pieces } of this.lines) {
      if (at >= end) break;
      for (const { from, to, element: piece } of pieces) {
        if (at + from < end && at + to > start) found.push(piece);
      }
      at += (pieces.at(-1)?.to ?? 0) + 1;
    }
    return found;
  }
}

interface WantedLine {
  readonly key: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

function linesOf(text: string, sentences: readonly ScriptSentence[]): readonly WantedLine[] {
  const lines: WantedLine[] = [];
  let start = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const pieces: Piece[] = [];
    while (next < sentences.length && sentences[next].start <= end) {
      pieces.push({ from: sentences[next].start - start, begins: true });
      next += 1;
    }
    if (pieces.at(0)?.from !== 0) pieces.unshift({ from: 0, begins: false });
    const places = pieces.map(({ from, begins }) => `${from}${begins ? '!' : ''}`).join();
    lines.push({ key: `${places} ${line}`, text: line, pieces });
    start = end + 1;
  }
  return lines;
}

function lineFor({ key, text, pieces }: WantedLine): Line {
  const element = document.createElement('div');
  const made = pieces.map(({ from, begins }, at) => {
    const to = pieces.at(at + 1)?.from ?? text.length;
    if (begins) {
      const mark = document.createElement('i');
      element.append(mark);
    }
    const piece = document.createElement('span');
    piece.textContent = text.slice(from, to);
    element.append(piece);
    return { from, to, element: piece };
  });
  // A line without anything in it is as high as the others.
  if (text === '') element.append(document.createElement('br'));
  return { key, element, pieces: made };
}
