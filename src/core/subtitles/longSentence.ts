import { twoLines } from './balancedLines.js';
import type { BreakKind, BreakPlace } from './breakPlaces.js';
import type { CueRules } from './buildCues.js';
import type { Cue } from './cue.js';
import type { TimedSentence } from './spokenText.js';
import { widthsUpTo } from './textWidth.js';

/** What breaking at a place costs; a second of silence there makes it better by `PAUSE`. */
const COST: Readonly<Record<BreakKind, number>> = { sentence: 0, clause: 4, word: 12 };
const PAUSE = 20;
/** What a cue costs beyond its breaks: few are better than many. */
const A_CUE = 10;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly cost: number;
  /** The piece before it, or none. */
  readonly before: number;
  readonly cue: Cue;
}

/** A sentence that fits no cue, broken into several. */
export class LongSentence {
  private readonly edges: readonly BreakPlace[];
  private readonly widths: Float64Array;

  constructor(
    private readonly sentence: TimedSentence,
    places: readonly BreakPlace[],
    private readonly rules: CueRules,
  ) {
    this.edges = [
      { at: 0, kind: 'sentence' },
      ...places,
      { at: sentence.text.length, kind: 'sentence' },
    ];
    this.widths = widthsUpTo(sentence.text);
  }

  /** The cheapest way to break it, found from left to right. */
  cues(): readonly Cue[] {
    const { edges } = this;
    const best: (Piece | undefined)[] = [undefined];
    for (let to = 1; to < edges.length; to++) {
      for (let from = to - 1; from >= 0; from--) {
        if (from > 0 && best[from] === undefined) continue;
        if (this.width(from, to) > 2 * this.rules.line + 4 && from < to - 1) break;
        const piece = this.piece(from, to, best[from]?.cost ?? 0);
        if (piece && piece.cost < (best[to]?.cost ?? Infinity)) best[to] = piece;
      }
    }
    return this.trail(best);
  }

  private trail(best: readonly (Piece | undefined)[]): readonly Cue[] {
    const cues: Cue[] = [];
    for (let at = this.edges.length - 1; at > 0;) {
      const piece = best[at];
      if (piece === undefined) break;
      if (piece.cue.text !== '') cues.unshift(piece.cue);
      at = piece.before;
    }
    return cues;
  }

  private width(from: number, to: number): number {
    return this.widths[this.edges[to].at] - this.widths[this.edges[from].at];
  }

  private piece(from: number, to: number, before: number): Piece | undefined {
    const { edges, rules } = this;
    const [start, end] = [edges[from].at, edges[to].at];
    const text = this.sentence.text.slice(start, end);
    const inside = edges.slice(from + 1, to).map(({ at, kind }) => ({ at: at - start, kind }));
    const lines = twoLines(text, rules.line, inside);
    const isAtom = to === from + 1;
    if (lines === undefined && !isAtom) return undefined;
    const times = this.timesOf(start, end);
    const seconds = times.to - times.from;
    if (seconds > rules.longest && !isAtom) return undefined;
    const pause = to === edges.length - 1 ? 0 : Math.max(0, this.timeAt(end, 'from') - times.to);
    const short = Math.max(0, rules.shortest - seconds) * 10;
    const few = Math.max(0, rules.line / 2 - this.width(from, to)) / 2;
    const cost = before + A_CUE + COST[edges[to].kind] - Math.min(PAUSE * pause, 10) + short + few;
    return { start, end, cost, before: from, cue: { ...times, text: lines ?? text.trim() } };
  }

  private timesOf(start: number, end: number): { from: number; to: number } {
    const { words } = this.sentence;
    const inside = words.filter((word) => word.start < end && word.end > start);
    const first = inside.at(0);
    const last = inside.at(-1);
    // A word on an edge belongs to the side that it begins on.
    const from = first && first.start >= start ? first.from : this.timeAt(start, 'from');
    const to = last && last.end <= end ? last.to : this.timeAt(end, 'to');
    return { from, to: Math.max(from, to) };
  }

  /** When what stands at a place is said: by words, else as if every character took as long. */
  private timeAt(at: number, side: 'from' | 'to'): number {
    const { words, text, from, to } = this.sentence;
    if (words.length > 0) {
      const within = words.find((word) => word.start < at && at < word.end);
      if (within) {
        const share = (at - within.start) / (within.end - within.start);
        return within.from + share * (within.to - within.from);
      }
      if (side === 'from') return words.find((word) => word.start >= at)?.from ?? to;
      return words.findLast((word) => word.end <= at)?.to ?? from;
    }
    const whole = this.widths[text.length];
    return whole === 0 ? from : from + (this.widths[at] / whole) * (to - from);
  }
}
