import { twoLines } from './balancedLines.js';
import type { BreakKind, BreakPlace } from './breakPlaces.js';
import type { CueRules } from './buildCues.js';
import type { Cue } from './cue.js';
import type { TimedSentence } from './spokenText.js';
import { widthsUpTo } from './textWidth.js';
import { WordTimes } from './wordTimes.js';

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
  /** Undefined where no word's times are known. */
  private readonly words: WordTimes | undefined;

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
    this.words = sentence.words.length > 0 ? new WordTimes(sentence) : undefined;
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
    const pause = to === edges.length - 1 ? 0 : Math.max(0, this.beginAt(end) - times.to);
    const short = Math.max(0, rules.shortest - seconds) * 10;
    const few = Math.max(0, rules.line / 2 - this.width(from, to)) / 2;
    const cost = before + A_CUE + COST[edges[to].kind] - Math.min(PAUSE * pause, 10) + short + few;
    return { start, end, cost, before: from, cue: { ...times, text: lines ?? text.trim() } };
  }

  private timesOf(start: number, end: number): { from: number; to: number } {
    if (this.words) return this.words.of(start, end);
    return { from: this.guessAt(start), to: this.guessAt(end) };
  }

  private beginAt(at: number): number {
    return this.words ? this.words.at(at, 'from') : this.guessAt(at);
  }

  /** As if every character took as long. */
  private guessAt(at: number): number {
    const { text, from, to } = this.sentence;
    const whole = this.widths[text.length];
    return whole === 0 ? from : from + (this.widths[at] / whole) * (to - from);
  }
}
