import type { SoundOffset } from './measure/soundOffset.js';

/** What was learnt by hearing a video's own sound beside its picture. */
export interface OwnSpeech {
  /** How the sound lies against the lips; null where there is none, or too little of either. */
  readonly offset: SoundOffset | null;
}

/** Of a video without sound, or with too little to see. */
export const UNHEARD: OwnSpeech = { offset: null };

/** Beyond this many seconds a viewer sees that lips and sound are not together. */
export const SEEN_OFFSET = 0.06;

/** Lips seen for less than this many seconds may agree with anybody's speech by chance. */
export const LEAST_SECONDS = 4;

/**
 * Whether it is known well enough to be told and used.
 * @param seconds of lips that it was found in
 */
export function isSure(offset: SoundOffset | null, seconds: number): boolean {
  return offset !== null && offset.sure && seconds >= LEAST_SECONDS;
}
