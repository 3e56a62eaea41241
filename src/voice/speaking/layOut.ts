import type { Pauses } from '../../core/voice/say.js';
import type { SentenceThen } from '../../core/voice/sentences.js';
import { KEPT_AFTER, KEPT_BEFORE } from './trimSentence.js';

/** Seconds of silence that a speech ends with: lips come to rest. */
const LAST_SILENCE = 0.25;

/** A sentence as long as it was spoken. */
export interface SpokenLength {
  readonly samples: number;
  readonly then: SentenceThen;
  /** Seconds before which it must not begin. */
  readonly notBefore?: number;
  /** Seconds of silence after it in place of the usual pause. */
  readonly pause?: number;
}

/** Where sentences lie in a recording, in samples. */
export interface LaidOut {
  /** Of each sentence, where it begins. */
  readonly starts: readonly number[];
  readonly total: number;
}

/**
 * Puts sentences one after the other. A pause is counted from sound to sound: what a sentence keeps of its own
 * silence is part of it.
 */
export function layOut(
  sentences: readonly SpokenLength[],
  pauses: Required<Pauses>,
  rate: number,
): LaidOut {
  const starts: number[] = [];
  let free = 0;
  for (const { samples, then, notBefore = 0, ...own } of sentences) {
    const start = Math.max(free, Math.round(notBefore * rate));
    starts.push(start);
    const pause =
      then === 'end' ? LAST_SILENCE : (own.pause ?? pauses[then]) - KEPT_BEFORE - KEPT_AFTER;
    free = start + samples + Math.round(Math.max(0, pause) * rate);
  }
  return { starts, total: free };
}
