import type { SourceView } from '../../src/protocol/editorView.js';
import { type Point, type Points, pointsOf } from './partPoints.js';

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
  const used = pointsOf(source.part, duration);
  return source.list === 'videos' ? faceOffers(source, used) : silenceOffers(source, used);
}

function silenceOffers({ facts }: SourceView, { from, to }: Points): readonly TrimOffer[] {
  if (facts.kind !== 'ready' || !facts.spoken) return [];
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

function faceOffers({ firstFace }: SourceView, { from, to }: Points): readonly TrimOffer[] {
  if (firstFace === undefined) return [];
  // The frames in between are blended; a tenth later they are over.
  const time = Math.ceil(firstFace * 10 + 1) / 10;
  if (time <= from || time >= to) return [];
  return [{ verb: 'start-at', point: 'from', time, why: 'face' }];
}
