import type { OwnWay } from '../../src/core/ownSpeech.js';
import { pearson } from '../../src/core/measure/statistics.js';
import { LEAST_LESSON } from '../../src/lipsync/actor/learnOwnSpeech.js';
import { expectedApertures } from '../../src/motion/expectedApertures.js';
import { sampleRow } from '../../src/motion/filter.js';
import { learnOwnWay, ownWayOf } from '../../src/motion/learnOwnWay.js';
import type { MotionBasis } from '../../src/motion/motionBasis.js';
import { inOwnWay } from '../../src/motion/ownWay.js';
import type { Said } from './filmedSpeech.js';

/** What one lesson did to lips that were not in it. */
export interface Trial {
  readonly who: string;
  /** Which part was learnt from. */
  readonly part: string;
  /** Of speech with lips, in the lesson. */
  readonly seconds: number;
  /** Whether it is used: it is long enough, in sync, and helped where it was held out. */
  readonly used: boolean;
  /** r of the opening with the filmed one, as most people would say it. */
  readonly general: number;
  /** The same in the way of the lesson, used or not. */
  readonly own: number;
}

export function tried(
  basis: MotionBasis,
  { who, part, rate }: Pick<Trial, 'who' | 'part'> & { readonly rate: number },
  from: Said,
  to: Said,
): Trial | null {
  const seconds = from.lesson.times.length / rate;
  if (seconds < 2 || to.lesson.times.length < 2 * rate) return null;
  const long = seconds >= LEAST_LESSON;
  const used = long && learnOwnWay(from.motion, from.lesson) !== null;
  const general = agreement(basis, to);
  const own = agreement(basis, to, ownWayOf(from.motion, from.lesson));
  return { who, part, seconds, used, general, own };
}

/** r of the opening with the filmed one, said in a way or as most people do. */
export function agreement(basis: MotionBasis, { motion, lesson }: Said, way?: OwnWay): number {
  const opening = expectedApertures(basis, way ? inOwnWay(basis, motion, way) : motion);
  const made = lesson.places.map((place) => sampleRow(opening, place));
  return pearson(made, lesson.aperture) ?? 0;
}
