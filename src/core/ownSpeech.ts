import type { SoundOffset } from './measure/soundOffset.js';

/** What was learnt by hearing a video's own sound beside its picture. */
export interface OwnSpeech {
  /** How the sound lies against the lips; null where there is none, or too little of either. */
  readonly offset: SoundOffset | null;
  /** Null for each verdict but `helps`. */
  readonly way: OwnWay | null;
  readonly verdict: WayVerdict;
  /** By how much r with lips that were held out rose; null where there is no way. */
  readonly gain: number | null;
}

/**
 * How one person opens the lips otherwise than most people: a weighted sum of the general motion's
 * coefficients around each moment.
 */
export interface OwnWay {
  /** Eye distances of opening for each coefficient at each moment around: see `motion/ownWay.ts`. */
  readonly weights: readonly number[];
  /** Eye distances: brings the mean over the lesson to 0. */
  readonly bias: number;
}

/**
 * Why a person's way is known or not: it helps where it was tried; nobody is heard speaking long enough;
 * what is heard is not surely what the lips say; it helps too little, or not surely.
 */
export const WAY_VERDICTS = ['helps', 'too-short', 'not-in-sync', 'no-gain'] as const;
export type WayVerdict = (typeof WAY_VERDICTS)[number];

/** Of a video without sound, or with too little to see. */
export const UNHEARD: OwnSpeech = { offset: null, way: null, verdict: 'too-short', gain: null };

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
