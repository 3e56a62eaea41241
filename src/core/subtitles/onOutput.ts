import type { UsedPart } from '../usedPart.js';
import type { TimedSentence, TimedWord } from './spokenText.js';

/** What of a recording is heard in an output, and when. */
export interface HeardPart {
  readonly part?: UsedPart | undefined;
  /** Seconds of the output before it. */
  readonly offset: number;
  /** Seconds of the output. */
  readonly duration: number;
}

/**
 * Sentences of a recording by the time of an output. What is not heard there is left out; of a sentence that is
 * heard in part, the words that are.
 */
export function onOutput(
  sentences: readonly TimedSentence[],
  { part, offset, duration }: HeardPart,
): readonly TimedSentence[] {
  const shift = offset - (part?.from ?? 0);
  const first = offset;
  const last = Math.min(duration, part?.to === undefined ? Infinity : part.to + shift);
  const isHeard = ({ from, to }: Pick<TimedWord, 'from' | 'to'>): boolean =>
    (from + to) / 2 >= first && (from + to) / 2 <= last;
  const clipped = <T extends Pick<TimedWord, 'from' | 'to'>>(timed: T): T => ({
    ...timed,
    from: Math.max(first, timed.from),
    to: Math.min(last, timed.to),
  });
  return sentences.flatMap((sentence): TimedSentence[] => {
    const moved = { ...sentence, from: sentence.from + shift, to: sentence.to + shift };
    const words = sentence.words.map((word) => ({
      ...word,
      from: word.from + shift,
      to: word.to + shift,
    }));
    const heard = words.filter(isHeard);
    if (words.length === 0) return isHeard(moved) ? [clipped(moved)] : [];
    if (heard.length === 0) return [];
    if (heard.length === words.length) return [clipped({ ...moved, words: words.map(clipped) })];
    return [cutTo(moved, heard.map(clipped), words)];
  });
}

/** A sentence of which only some words, next to each other, are heard. */
function cutTo(
  sentence: TimedSentence,
  heard: readonly TimedWord[],
  words: readonly TimedWord[],
): TimedSentence {
  const { text } = sentence;
  const [first, last] = [heard[0], heard[heard.length - 1]];
  const after = words.find((word) => word.start >= last.end);
  const start = first.start;
  const end = after === undefined ? text.length : after.start;
  return {
    ...sentence,
    text: text.slice(start, end).trimEnd(),
    from: first.from,
    to: last.to,
    words: heard.map((word) => ({ ...word, start: word.start - start, end: word.end - start })),
  };
}
