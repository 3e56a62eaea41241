import { HeygemError } from '../../core/errors.js';
import { soundOffset, type SoundOffset } from '../../core/measure/soundOffset.js';
import { isSure, LEAST_SECONDS, UNHEARD, type OwnSpeech } from '../../core/ownSpeech.js';
import { DEFAULT_SETTINGS } from '../../core/settings.js';
import type { FfmpegTools } from '../../media/locate.js';
import { expectedApertures } from '../../motion/expectedApertures.js';
import { sampleRow } from '../../motion/filter.js';
import { learnOwnWay, type Lesson } from '../../motion/learnOwnWay.js';
import { speechActivity } from '../../motion/speechActivity.js';
import { FEATURE_RATE } from '../../speech/featureFrames.js';
import type { LoadedModels } from '../loadedModels.js';
import { hearOwnSound, type OwnSound, type OwnSoundRequest } from './ownSound.js';
import type { SeenLips } from './seenLips.js';

/** Seconds of speech with lips below which nothing is learnt of a way: shorter lessons taught noise. */
export const LEAST_LESSON = 12;
/** How much the mouth takes part in speech, 0..1, from where on somebody speaks. */
const SPEAKING = 0.5;

/**
 * What a video's own sound tells beside its lips. A sound that cannot be read is none: the picture is what
 * the video is used for. Where too little was seen to be sure of anything, nothing is heard at all.
 * @throws HeygemError cancelled
 */
export async function learnOwnSpeech(
  tools: FfmpegTools,
  models: Pick<LoadedModels, 'encoder' | 'speech' | 'basis'>,
  request: OwnSoundRequest,
  lips: SeenLips,
): Promise<OwnSpeech> {
  if (request.info.audio.length === 0 || lips.seconds < LEAST_SECONDS) return UNHEARD;
  try {
    const sound = await hearOwnSound(tools, models, request);
    return ownSpeechOf(models, sound, lips);
  } catch (error) {
    if (request.signal.aborted || !(error instanceof HeygemError)) throw error;
    return UNHEARD;
  }
}

/** @param sound of the video whose lips these are */
export function ownSpeechOf(
  { basis }: Pick<LoadedModels, 'basis'>,
  sound: OwnSound,
  lips: SeenLips,
): OwnSpeech {
  const expected = expectedApertures(basis, sound.motion);
  const found = offsetOf(sound, expected, lips);
  const without = { offset: found, way: null, gain: null };
  const lesson = lessonOf(sound, expected, lips, found?.seconds ?? 0);
  if (lesson.times.length < LEAST_LESSON * lips.rate) return { ...without, verdict: 'too-short' };
  if (found?.sure !== true) return { ...without, verdict: 'not-in-sync' };
  const learnt = learnOwnWay(sound.motion, lesson);
  return learnt === null
    ? { ...without, verdict: 'no-gain' }
    : { offset: found, ...learnt, verdict: 'helps' };
}

export function offsetOf(
  { placeOf }: Pick<OwnSound, 'placeOf'>,
  expected: Float32Array,
  lips: SeenLips,
): SoundOffset | null {
  const found = soundOffset(lips.aperture, lips.rate, (seconds) =>
    sampleRow(expected, placeOf(seconds * lips.rate)),
  );
  return found && { ...found, sure: isSure(found, lips.seconds) };
}

/** The frames in which lips are seen and somebody speaks. @param offset of the sound, seconds */
export function lessonOf(
  { survey, motion, placeOf }: OwnSound,
  expected: Float32Array,
  lips: SeenLips,
  offset: number,
): Lesson {
  const signs = { heard: motion.heard, ...survey.signs };
  const activity = speechActivity(signs, FEATURE_RATE, DEFAULT_SETTINGS.silenceThreshold);
  const aperture = [...lips.aperture];
  const places = aperture.map((_, frame) => placeOf(frame + offset * lips.rate));
  const frames = [...aperture.keys()].filter(
    (frame) => !Number.isNaN(aperture[frame]) && sampleRow(activity, places[frame]) >= SPEAKING,
  );
  return {
    times: frames.map((frame) => frame / lips.rate),
    places: frames.map((frame) => places[frame]),
    aperture: frames.map((frame) => aperture[frame]),
    expected: frames.map((frame) => sampleRow(expected, places[frame])),
  };
}
