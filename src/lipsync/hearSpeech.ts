import { HeygemError } from '../core/errors.js';
import type { SpeechChoice } from '../core/job.js';
import { speechPresence } from '../core/measure/speechPresence.js';
import type { Model } from '../core/model.js';
import type { Run } from '../core/runs.js';
import type { OwnWay } from '../core/ownSpeech.js';
import type { Settings } from '../core/settings.js';
import type { AudioInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from '../media/locate.js';
import type { SpeechWish } from '../media/soundCut.js';
import { speechSamples } from '../media/speech.js';
import { MouthMotion } from '../motion/mouthMotion.js';
import { inOwnWay } from '../motion/ownWay.js';
import { speechActivity } from '../motion/speechActivity.js';
import { speechToMotion, type HeardMotion } from '../motion/speechToMotion.js';
import { FEATURE_RATE } from '../speech/featureFrames.js';
import { encodeSpeech } from '../speech/speechEncoder.js';
import { surveySpeech, type SpeechSurvey } from '../speech/surveySpeech.js';
import { SAMPLE_RATE } from '../speech/whisperMel.js';
import { KeptPieces } from './keptPieces.js';
import type { LoadedModels } from './loadedModels.js';
import { soundStretches } from './soundStretches.js';

/** Feature frames on either side that the motion model may look at: more than its receptive field. */
const MOTION_CONTEXT = 250;

/** Bytes of samples kept for the second pass: two minutes. A start of ffmpeg costs more than they do. */
const KEPT_BYTES = 8 * 1024 * 1024;

/** The networks that hear speech. */
export interface Ears {
  readonly encoder: Model;
  readonly speech: Model;
}

export interface ListenOptions {
  readonly signal: AbortSignal;
  /** At most so many seconds from the start; all of it when absent. */
  readonly seconds?: number;
  /** Of these only such stretches, in samples at SAMPLE_RATE, one after the other as if nothing lay between. */
  readonly only?: readonly Run[];
  /** As a probe described it, where it is known already. */
  readonly known?: AudioInfo;
  /** Counted from 1, the track that a person chose. */
  readonly track?: number | undefined;
  /** What of it is spoken, and when: all the others are about that. */
  readonly wish?: SpeechWish;
  /** Whole seconds heard, of how many; while these are being counted, none of those found so far. */
  readonly onHeard?: (done: number, total: number) => void;
}

/** What was heard, frame for frame at FEATURE_RATE. */
export interface Listened {
  readonly survey: SpeechSurvey;
  readonly motion: HeardMotion;
}

/**
 * Hears a recording in two passes, over its file where it is long, the first for what must be known of all of it
 * before the networks hear any of it. Memory is a dozen numbers a feature frame.
 * @throws HeygemError input-no-audio for no samples, and as `speechSamples`
 */
export async function listenTo(
  tools: FfmpegTools,
  { encoder, speech }: Ears,
  path: string,
  { signal, seconds, only, track, wish, known, onHeard }: ListenOptions,
): Promise<Listened> {
  const limit = {
    track,
    ...(wish && { wish }),
    ...(seconds !== undefined && { seconds }),
    ...(known && { known }),
  };
  const samples = () => {
    const all = speechSamples(tools, path, { signal, sampleRate: SAMPLE_RATE, ...limit });
    return only ? soundStretches(all, only) : all;
  };
  const whole = (count: number, rate: number): number => Math.floor(count / rate);
  const first = new KeptPieces(samples(), KEPT_BYTES);
  const survey = await surveySpeech(first, {
    signal,
    onSamples: (found) => onHeard?.(0, whole(found, SAMPLE_RATE)),
  });
  if (survey.samples === 0) throw new HeygemError('input-no-audio', { path });
  const { frames } = survey;
  const features = encodeSpeech(encoder, first.again() ?? samples(), survey, signal);
  const motion = await speechToMotion(speech, features, {
    frames,
    context: MOTION_CONTEXT,
    signal,
    onFrames: (done) => onHeard?.(whole(done, FEATURE_RATE), whole(frames, FEATURE_RATE)),
  });
  return { survey, motion };
}

export interface HeardSpeech {
  readonly motion: MouthMotion;
  /** Seconds, silence before it included. */
  readonly duration: number;
  /** Share of it in which somebody is heard speaking, 0..1. */
  readonly speechShare: number;
}

/** What a job says of its recording, as those who decode it are told. */
export function spokenOf({ audio, audioTrack, audioPart, speechOffset }: SpeechChoice): {
  readonly audio: string;
  readonly track: number | undefined;
  readonly wish: SpeechWish;
} {
  const part = audioPart && { part: audioPart };
  const offset = speechOffset !== undefined && { offset: speechOffset };
  return { audio, track: audioTrack, wish: { ...part, ...offset } };
}

export interface HearOptions extends Pick<ListenOptions, 'signal' | 'onHeard'> {
  /** Of whoever is to say it; as most people do when absent. */
  readonly way?: OwnWay;
}

/** From a recording to the motion it drives. @throws as `listenTo` */
export async function hearSpeech(
  tools: FfmpegTools,
  models: Pick<LoadedModels, 'encoder' | 'speech' | 'basis'>,
  choice: SpeechChoice,
  settings: Pick<Settings, 'smoothing' | 'silenceThreshold'>,
  { way, ...watch }: HearOptions,
): Promise<HeardSpeech> {
  const { audio, ...heardOf } = spokenOf(choice);
  const listened = await listenTo(tools, models, audio, { ...watch, ...heardOf });
  const { survey } = listened;
  const { motion, activity } = motionOf(models, listened, settings, way);
  const { speechShare } = speechPresence(activity, survey.signs.levels, FEATURE_RATE);
  return { motion, duration: survey.samples / SAMPLE_RATE, speechShare };
}

/** The motion that what was heard drives, and how much the mouth takes part, frame for frame at FEATURE_RATE. */
export function motionOf(
  { basis }: Pick<LoadedModels, 'basis'>,
  { survey, motion: general }: Listened,
  { smoothing, silenceThreshold }: Pick<Settings, 'smoothing' | 'silenceThreshold'>,
  way: OwnWay | undefined,
): { readonly motion: MouthMotion; readonly activity: Float32Array } {
  const heard = way ? inOwnWay(basis, general, way) : general;
  const signs = { heard: heard.heard, ...survey.signs };
  const activity = speechActivity(signs, FEATURE_RATE, silenceThreshold);
  return {
    motion: new MouthMotion(basis, heard, activity, { rate: FEATURE_RATE, smoothing }),
    activity,
  };
}
