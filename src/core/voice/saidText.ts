/** A stretch of what is said that stands in the file just so. */
export interface SaidPiece {
  /** Where it begins in what is said, and in the file: UTF-16 units. */
  readonly at: number;
  readonly from: number;
  readonly length: number;
}

/** Gathers what is said and remembers where each part of it stands in the file. */
export class SaidText {
  private readonly texts: string[] = [];
  private length = 0;
  readonly pieces: SaidPiece[] = [];

  /** Adds `text`, which stands in the file at `from`, letter by letter. */
  add(text: string, from: number): void {
    if (text === '') return;
    const last = this.pieces.at(-1);
    if (
      last !== undefined &&
      last.at + last.length === this.length &&
      last.from + last.length === from
    ) {
      this.pieces[this.pieces.length - 1] = { ...last, length: last.length + text.length };
    } else this.pieces.push({ at: this.length, from, length: text.length });
    this.addUnplaced(text);
  }

  /** Adds what stands nowhere in the file. */
  addUnplaced(text: string): void {
    this.texts.push(text);
    this.length += text.length;
  }

  get text(): string {
    return this.texts.join('');
  }
}

/**
 * Where a part of what is said stands in the file: from its first letter there to its last.
 * Undefined where none of it stands there as it is said.
 */
export function placeInFile(
  pieces: readonly SaidPiece[],
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].at + pieces[middle].length > start) high = middle;
    else low = middle + 1;
  }
  const first = pieces.at(low);
  if (first === undefined || first.at >= end) return undefined;
  let lastAt = low;
  while (lastAt + 1 < pieces.length && pieces[lastAt + 1].at < end) lastAt += 1;
  const last = pieces[lastAt];
  return {
    start: first.from + Math.max(0, start - first.at),
    end: last.from + Math.min(last.length, end - last.at),
  };
}
