import { fitSpeech, SPEED_LIMITS } from '../../core/subtitles/fitSpeech.js';
import type { CueOverrun } from '../../core/voice/cueOverrun.js';

/** A subtitle that is spoken. */
export interface OrderedCue {
  /** Which one of the file, counted from 1. */
  readonly number: number;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
}

/** How a subtitle was spoken. Seconds of the recording. */
export interface SpokenCue extends OrderedCue {
  readonly at: number;
  readonly end: number;
  /** What the pace of the script was multiplied by. */
  readonly speed: number;
}

/** Seconds of rounding. */
const TOLERATED = 0.001;
/** Steps of speed: what was spoken for one time is remembered for another that is nearly the same. */
const STEPS = 100;

/** Speeds by which cues keep their times, once it was heard how long each takes at the script's own pace. */
export function firstSpeeds(cues: readonly SpokenCue[]): readonly number[] {
  return fitted(cues).map(({ speed }) => inSteps(speed));
}

/** A voice does not keep to a speed exactly: those that are still too long go faster, all others stay as they are. */
export function nextSpeeds(cues: readonly SpokenCue[]): readonly number[] {
  const fits = fitted(cues);
  return cues.map(({ speed }, index) =>
    overOf(cues, index) > 0 ? Math.max(speed, inSteps(fits[index].speed)) : speed,
  );
}

/** What did not fit, by how it was spoken in the end. */
export function overrunsOf(cues: readonly SpokenCue[]): readonly CueOverrun[] {
  return cues.flatMap(({ number, from }, index) => {
    const over = overOf(cues, index);
    return over > 0 ? [{ cue: number, from, over: Math.round(over * 1000) / 1000 }] : [];
  });
}

function fitted(cues: readonly SpokenCue[]) {
  return fitSpeech(
    cues.map(({ from, to, at, end, speed }) => ({ from, to, spoken: (end - at) * speed })),
  );
}

function overOf(cues: readonly SpokenCue[], index: number): number {
  const { to, end } = cues[index];
  const over = end - (cues.at(index + 1)?.from ?? to);
  return over > TOLERATED ? over : 0;
}

/** No slower than asked for, so that what fits still does. */
function inSteps(speed: number): number {
  return Math.min(SPEED_LIMITS.fastest, Math.ceil(speed * STEPS - 1e-6) / STEPS);
}
