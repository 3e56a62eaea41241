import { HeygemError } from '../../core/errors.js';
import { soundOffset } from '../../core/measure/soundOffset.js';
import { isSure, LEAST_SECONDS, UNHEARD, type OwnSpeech } from '../../core/ownSpeech.js';
import type { FfmpegTools } from '../../media/locate.js';
import { expectedApertures } from '../../motion/expectedApertures.js';
import { sampleRow } from '../../motion/filter.js';
import type { LoadedModels } from '../loadedModels.js';
import { hearOwnSound, type OwnSound, type OwnSoundRequest } from './ownSound.js';
import type { SeenLips } from './seenLips.js';

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
  { motion, placeOf }: OwnSound,
  lips: SeenLips,
): OwnSpeech {
  const expected = expectedApertures(basis, motion);
  const found = soundOffset(lips.aperture, lips.rate, (seconds) =>
    sampleRow(expected, placeOf(seconds * lips.rate)),
  );
  return { offset: found && { ...found, sure: isSure(found, lips.seconds) } };
}
