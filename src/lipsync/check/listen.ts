import { speechPresence, type SpeechPresence } from '../../core/measure/speechPresence.js';
import type { FfmpegTools } from '../../media/locate.js';
import { speechActivity } from '../../motion/speechActivity.js';
import { FEATURE_RATE } from '../../speech/featureFrames.js';
import { SAMPLE_RATE } from '../../speech/whisperMel.js';
import { listenTo, type Ears, type ListenOptions } from '../hearSpeech.js';

export interface Presence extends SpeechPresence {
  /** Seconds from the start that were listened to. */
  readonly seconds: number;
}

/** A preflight should take seconds: this much of a long recording is listened to. */
const MOST_SECONDS = 180;

/** Hears who speaks when, with the networks that will move the lips, whatever the loudness. */
export async function listen(
  tools: FfmpegTools,
  ears: Ears,
  path: string,
  watch: Pick<ListenOptions, 'signal' | 'track' | 'wish' | 'onHeard'>,
): Promise<Presence> {
  const { survey, motion } = await listenTo(tools, ears, path, {
    ...watch,
    seconds: MOST_SECONDS,
  });
  const signs = { heard: motion.heard, ...survey.signs };
  const activity = speechActivity(signs, FEATURE_RATE, -Infinity);
  return {
    ...speechPresence(activity, survey.signs.levels, FEATURE_RATE),
    seconds: survey.samples / SAMPLE_RATE,
  };
}
