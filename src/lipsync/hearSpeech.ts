import { HeygemError } from '../core/errors.js';
import type { Settings } from '../core/settings.js';
import type { FfmpegTools } from '../media/locate.js';
import { decodeSpeech } from '../media/speech.js';
import { MouthMotion } from '../motion/mouthMotion.js';
import { speechActivity } from '../motion/speechActivity.js';
import { speechToMotion } from '../motion/speechToMotion.js';
import { soundSigns } from '../speech/soundSigns.js';
import { encodeSpeech, FEATURE_RATE } from '../speech/speechEncoder.js';
import { SAMPLE_RATE } from '../speech/whisperMel.js';
import type { LoadedModels } from './loadedModels.js';

/** Feature frames on either side that the motion model may look at: more than its receptive field. */
export const MOTION_CONTEXT = 250;

export interface HeardSpeech {
  readonly motion: MouthMotion;
  /** Seconds, a late start's silence included. */
  readonly duration: number;
}

/** From a recording to the motion it drives. @throws HeygemError input-no-audio for no samples */
export async function hearSpeech(
  tools: FfmpegTools,
  models: LoadedModels,
  audio: string,
  settings: Pick<Settings, 'smoothing' | 'silenceThreshold'>,
  signal: AbortSignal,
): Promise<HeardSpeech> {
  const pcm = await decodeSpeech(tools, audio, { signal, sampleRate: SAMPLE_RATE });
  if (pcm.length === 0) throw new HeygemError('input-no-audio', { path: audio });
  const features = await encodeSpeech(models.encoder, pcm, signal);
  const heard = await speechToMotion(models.speech, features, { context: MOTION_CONTEXT, signal });
  const signs = { heard: heard.heard, ...soundSigns(pcm, features.frames, FEATURE_RATE) };
  const activity = speechActivity(signs, FEATURE_RATE, settings.silenceThreshold);
  const motion = new MouthMotion(models.basis, heard, activity, {
    rate: FEATURE_RATE,
    smoothing: settings.smoothing,
  });
  return { motion, duration: pcm.length / SAMPLE_RATE };
}
