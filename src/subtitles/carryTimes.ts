import type { TimedSentence } from '../core/subtitles/spokenText.js';
import type { Warp } from './warpTracks.js';

/** Both in seconds; the two sentences say the same. */
export interface SentencePair {
  readonly own: Pick<TimedSentence, 'from' | 'to'>;
  readonly heard: Pick<TimedSentence, 'from' | 'to'>;
}

/**
 * About when a moment of our own speaking is heard in a recording: sentence ends lie on each other, and between them
 * time goes on evenly. Takes and gives frames.
 */
export function aboutWhen(pairs: readonly SentencePair[], rate: number): (frame: number) => number {
  const knots = pairs.flatMap(({ own, heard }) => [
    { at: own.from * rate, is: heard.from * rate },
    { at: own.to * rate, is: heard.to * rate },
  ]);
  let k = 1;
  return (frame) => {
    if (knots.length < 2) return frame;
    while (k > 1 && frame < knots[k - 1].at) k -= 1;
    while (k < knots.length - 1 && frame > knots[k].at) k += 1;
    const [a, b] = [knots[k - 1], knots[k]];
    // Before the first word and after the last, time goes as it goes.
    if (frame <= a.at) return a.is + (frame - a.at);
    if (frame >= b.at) return b.is + (frame - b.at);
    return a.is + ((frame - a.at) / Math.max(1e-6, b.at - a.at)) * (b.is - a.is);
  };
}

/** The sentences of our own speaking at the times at which a recording says them. */
export function carryTimes(
  sentences: readonly TimedSentence[],
  { way }: Pick<Warp, 'way'>,
  rate: number,
): readonly TimedSentence[] {
  const heardAt = (seconds: number): number => {
    const frame = Math.max(0, Math.min(way.length - 1, seconds * rate));
    const low = Math.floor(frame);
    const high = Math.min(way.length - 1, low + 1);
    return (way[low] + (frame - low) * (way[high] - way[low])) / rate;
  };
  return sentences.map((sentence) => {
    const words = sentence.words.map((word) => ({
      ...word,
      from: heardAt(word.from),
      to: heardAt(word.to),
    }));
    const from = words.at(0)?.from ?? heardAt(sentence.from);
    const to = words.at(-1)?.to ?? heardAt(sentence.to);
    return { ...sentence, from, to, words };
  });
}
