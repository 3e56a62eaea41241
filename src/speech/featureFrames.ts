import { SAMPLE_RATE } from './whisperMel.js';

/** Feature frames a second; the encoder makes one of two mel frames. */
export const FEATURE_RATE = 50;
/** Samples from one feature frame to the next. */
export const FEATURE_HOP = SAMPLE_RATE / FEATURE_RATE;

/** How many feature frames a recording has; frame k is centred on sample k * FEATURE_HOP. */
export function featureFrames(samples: number): number {
  return 1 + Math.floor(samples / FEATURE_HOP);
}
