import type { OwnWay } from '../../src/core/ownSpeech.js';
import { innerAperture, MOVED_FLOATS } from '../../src/core/lowerFace.js';
import { DEFAULT_SETTINGS } from '../../src/core/settings.js';
import type { Listened } from '../../src/lipsync/hearSpeech.js';
import type { MotionBasis } from '../../src/motion/motionBasis.js';
import { MouthMotion } from '../../src/motion/mouthMotion.js';
import { inOwnWay } from '../../src/motion/ownWay.js';
import { speechActivity } from '../../src/motion/speechActivity.js';
import { FEATURE_RATE } from '../../src/speech/featureFrames.js';

/** Below the first nobody speaks, above the second somebody does: how much the mouth takes part. */
const IDLE = 0.02;
const SPEAKING = 0.5;
/** Eye distances at which lips count as closed. */
const CLOSED = 0.01;

/** How a speech closes and rests a mouth that rests shut. Sums, to be added up over speeches. */
export interface Rest {
  readonly pauses: number;
  /** Sum of the opening over frames in which nobody speaks, eye distances. */
  readonly open: number;
  readonly speaking: number;
  /** Frames of speech with closed lips. */
  readonly closed: number;
  /** Those which the general motion closes too, of all that it closes. */
  readonly kept: number;
  readonly generalClosed: number;
}

export function restOf(basis: MotionBasis, { survey, motion }: Listened, way?: OwnWay): Rest {
  const signs = { heard: motion.heard, ...survey.signs };
  const activity = speechActivity(signs, FEATURE_RATE, DEFAULT_SETTINGS.silenceThreshold);
  const openings = (said: typeof motion): Float32Array => {
    const made = new MouthMotion(basis, said, activity, {
      rate: FEATURE_RATE,
      smoothing: DEFAULT_SETTINGS.smoothing,
    });
    const neutral = new Float32Array(MOVED_FLOATS);
    const shape = new Float32Array(MOVED_FLOATS);
    return Float32Array.from(activity, (_, frame) => {
      made.shapeAt(frame / FEATURE_RATE, neutral, 1, shape);
      return innerAperture(shape);
    });
  };
  const general = openings(motion);
  const own = way ? openings(inOwnWay(basis, motion, way)) : general;
  const rest = { pauses: 0, open: 0, speaking: 0, closed: 0, kept: 0, generalClosed: 0 };
  activity.forEach((active, frame) => {
    if (active < IDLE) {
      rest.pauses += 1;
      rest.open += Math.abs(own[frame]);
    }
    if (active < SPEAKING) return;
    rest.speaking += 1;
    if (own[frame] < CLOSED) rest.closed += 1;
    if (general[frame] >= CLOSED) return;
    rest.generalClosed += 1;
    if (own[frame] < CLOSED) rest.kept += 1;
  });
  return rest;
}

export function addedUp(rests: readonly Rest[]): Rest {
  const of = (name: keyof Rest): number => rests.reduce((sum, rest) => sum + rest[name], 0);
  return {
    ...{ pauses: of('pauses'), open: of('open'), speaking: of('speaking') },
    ...{ closed: of('closed'), kept: of('kept'), generalClosed: of('generalClosed') },
  };
}
