import type { Model } from '../../core/model.js';
import { speechPresence, type SpeechPresence } from '../../core/measure/speechPresence.js';
import type { FfmpegTools } from '../../media/locate.js';
import { decodeSpeech } from '../../media/speech.js';
import { speechActivity } from '../../motion/speechActivity.js';
import { speechToMotion } from '../../motion/speechToMotion.js';
import { soundSigns } from '../../speech/soundSigns.js';
import { encodeSpeech, FEATURE_RATE } from '../../speech/speechEncoder.js';
import { SAMPLE_RATE } from '../../speech/whisperMel.js';
import { MOTION_CONTEXT } from '../hearSpeech.js';

/** The networks that hear speech. */
export interface Ears {
  readonly encoder: Model;
  readonly speech: Model;
}

export interface Listened extends SpeechPresence {
  /** Seconds from the start that were listened to. */
  readonly seconds: number;
}

/** A preflight should take seconds: this much of a long recording is listened to. */
const MOST_SECONDS = 180;

/** Hears who speaks when, with the networks that will move the lips, whatever the loudness. */
export async function listen(
  tools: FfmpegTools,
  { encoder, speech }: Ears,
  path: string,
  signal: AbortSignal,
): Promise<Listened> {
  const pcm = await decodeSpeech(tools, path, {
    signal,
    sampleRate: SAMPLE_RATE,
    seconds: MOST_SECONDS,
  });
  const features = await encodeSpeech(encoder, pcm, signal);
  const { heard } = await speechToMotion(speech, features, { context: MOTION_CONTEXT, signal });
  const signs = soundSigns(pcm, features.frames, FEATURE_RATE);
  const activity = speechActivity({ heard, ...signs }, FEATURE_RATE, -Infinity);
  return {
    ...speechPresence(activity, signs.levels, FEATURE_RATE),
    seconds: pcm.length / SAMPLE_RATE,
  };
}
