import { runsWhere } from '../runs.js';

/** How speech and other sounds share a recording. Shares are 0..1 of the frames. */
export interface SpeechPresence {
  /** Somebody speaks. */
  readonly speechShare: number;
  /** A second or more of sound, nearly as loud as speech, in which nobody speaks. */
  readonly otherSoundShare: number;
  /** dB from speech down to what goes on in its pauses; null where there are too few pauses. */
  readonly speechToPauses: number | null;
}

/**
 * With less of it nobody speaks: of 42 recordings of people speaking the least has .58, of generated
 * sounds the most has 0.
 */
export const NO_SPEECH = 0.02;

/** Nobody speaks in a frame whose activity is below the first; somebody does above the second. */
const IDLE = 0.05;
const SPEAKING = 0.5;
/** A quiet stretch as long as this is no pause between words. */
const LONG_SECONDS = 1;
/** Less of pauses than this tells nothing of what goes on in them. */
const ENOUGH_SECONDS = 0.3;
/** dB below the speech, or below the loud parts where nobody speaks, at which a sound counts. */
const LOUD_SOUND = 15;

/**
 * @param activity how much the mouth takes part at each frame, 0..1, by what is heard alone
 * @param levels dB of the same frames, against whatever reference
 * @param rate frames a second
 */
export function speechPresence(
  activity: Float32Array,
  levels: Float32Array,
  rate: number,
): SpeechPresence {
  const speaking = levels.filter((_, k) => activity[k] > SPEAKING);
  const reference = upperQuarter(speaking.length > 0 ? speaking : levels);
  let other = 0;
  let pauses = 0;
  let pausePower = 0;
  for (const { from, to } of runsWhere(activity.length, (k) => activity[k] < IDLE)) {
    const long = to - from >= LONG_SECONDS * rate;
    for (let k = from; k < to; k++) {
      if (long && levels[k] > reference - LOUD_SOUND) other += 1;
      if (long) continue;
      pauses += 1;
      pausePower += 10 ** (levels[k] / 10);
    }
  }
  const known = speaking.length > 0 && pauses >= ENOUGH_SECONDS * rate;
  return {
    speechShare: speaking.length / Math.max(1, activity.length),
    otherSoundShare: other / Math.max(1, activity.length),
    speechToPauses: known ? reference - 10 * Math.log10(pausePower / pauses) : null,
  };
}

function upperQuarter(levels: Float32Array): number {
  return levels.slice().sort()[Math.floor(0.75 * (levels.length - 1))] ?? -Infinity;
}
