import type { SourceView } from '../../src/protocol/editor.js';
import { type Point, pointsOf } from './partPoints.js';

/** A place at which what is used of a source had better begin or end. */
export interface TrimOffer {
  readonly verb: 'start-at' | 'end-at';
  readonly point: Point;
  /** Seconds of the file. */
  readonly time: number;
  readonly why: 'silence' | 'face';
}

/** Seconds of nothing that are worth a word: a breath before the speech is none. */
const LONG = { start: 2, end: 3 };
/** Seconds that are left of it: a speech that begins at once sounds cut. */
const LEFT = { start: 0.3, end: 0.6 };

/** Offers to leave out seconds of nothing at the ends of what is used. */
export function offersFor(source: SourceView, duration: number): readonly TrimOffer[] {
  const { facts, part } = source;
  if (facts.kind !== 'ready' || !facts.spoken) return [];
  const { from, to } = pointsOf(part, duration);
  const start = Math.floor((facts.spoken.from - LEFT.start) * 10) / 10;
  const end = Math.ceil((facts.spoken.to + LEFT.end) * 10) / 10;
  const offers: TrimOffer[] = [];
  if (facts.spoken.from - from >= LONG.start && start < to) {
    offers.push({ verb: 'start-at', point: 'from', time: start, why: 'silence' });
  }
  if (to - facts.spoken.to >= LONG.end && end > from) {
    offers.push({ verb: 'end-at', point: 'to', time: end, why: 'silence' });
  }
  return offers;
}
