import type { TimedSentence } from './spokenText.js';

/** When what stands at a place of a sentence is said. Its words follow each other and overlap nowhere. */
export class WordTimes {
  constructor(private readonly sentence: TimedSentence) {}

  /** Of what is said in a piece. */
  of(start: number, end: number): { from: number; to: number } {
    const { words } = this.sentence;
    const [at, behind] = [this.endingAfter(start), this.beginningAt(end)];
    const [first, last] = at < behind ? [words[at], words[behind - 1]] : [];
    // A word on an edge belongs to the side that it begins on.
    const from = first && first.start >= start ? first.from : this.at(start, 'from');
    const to = last && last.end <= end ? last.to : this.at(end, 'to');
    return { from, to: Math.max(from, to) };
  }

  /** Within a word by its share; between words when the next begins (`from`) or the last ended (`to`). */
  at(place: number, side: 'from' | 'to'): number {
    const { words, from, to } = this.sentence;
    const next = this.endingAfter(place);
    if (next < words.length && words[next].start < place) {
      const word = words[next];
      const share = (place - word.start) / (word.end - word.start);
      return word.from + share * (word.to - word.from);
    }
    if (side === 'from') return next < words.length ? words[next].from : to;
    return next === 0 ? from : words[next - 1].to;
  }

  /** The first word that ends behind a place; the number of words where none does. */
  private endingAfter(place: number): number {
    return firstWhere(this.sentence.words.length, (k) => this.sentence.words[k].end > place);
  }

  /** The first word that begins at a place or behind it. */
  private beginningAt(place: number): number {
    return firstWhere(this.sentence.words.length, (k) => this.sentence.words[k].start >= place);
  }
}

/** By halving: `holds` is false up to some number and true from there on. */
function firstWhere(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
