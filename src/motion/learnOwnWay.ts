import { pearson } from '../core/measure/statistics.js';
import type { OwnWay } from '../core/ownSpeech.js';
import { MIDDLE_TAP, readTaps, rowsOf, waySize } from './ownWay.js';
import { Moments } from './ridge.js';
import type { MotionCoefficients } from './speechToMotion.js';

/** Lips that were filmed while somebody spoke, moment by moment, in order of time. */
export interface Lesson {
  /** Seconds in the video. */
  readonly times: readonly number[];
  /** Where the sound of that moment is in the motion, in its fractional frames. */
  readonly places: readonly number[];
  /** Eye distances. */
  readonly aperture: readonly number[];
  /** What the general motion gives there. */
  readonly expected: readonly number[];
}

export interface LearntWay {
  readonly way: OwnWay;
  /** By how much r with the filmed lips rose where these were held out. */
  readonly gain: number;
}

/*
 * Chosen on halves and thirds of strangers' clips and on lessons put together of short clips of six people
 * whom training never saw (docs/decisions/0019-own-way.md).
 */
/** As many seconds of saying it as most people do are mixed into the lesson. */
const GENERAL_SECONDS = 80;
/** What is held out at a time is about so long, but no less than so many are held out in turn, and no more. */
const BLOCK_SECONDS = 2;
const [FEWEST_BLOCKS, MOST_BLOCKS] = [5, 20];
/** What lies this near to what is held out is not learnt from either: it is nearly the same. */
const GAP_SECONDS = 0.4;
/** It must help by so much of r, ... */
const LEAST_GAIN = 0.01;
/** ... by so many standard errors of its help in a block, and in so many of them. */
const LEAST_ERRORS = 1.4;
const LEAST_BETTER = 0.6;
/** Share of the mean variance that keeps a motion which does not move in some direction solvable. */
const FLOOR = 1e-4;

/**
 * What tells this person's opening from the general one, if that helps on parts of the lesson that it was not
 * learnt from; else null.
 */
export function learnOwnWay(motion: MotionCoefficients, lesson: Lesson): LearntWay | null {
  const pupil = new Pupil(motion, lesson);
  const gain = heldOutGain(lesson, pupil);
  return gain === null ? null : { way: pupil.way(), gain };
}

/** What a lesson says, whether or not it helps. */
export function ownWayOf(motion: MotionCoefficients, lesson: Lesson): OwnWay {
  return new Pupil(motion, lesson).way();
}

/** Learns from a lesson, or from all but some of it. Owns the taps of each moment. */
class Pupil {
  private readonly taps: readonly Float32Array[];
  private readonly all: Moments;
  private readonly size: number;
  private readonly seconds: number;

  constructor(
    private readonly motion: MotionCoefficients,
    private readonly lesson: Lesson,
  ) {
    this.size = waySize(motion.count);
    const rows = rowsOf(motion);
    this.taps = lesson.places.map((place) => {
      const taps = new Float32Array(this.size);
      readTaps(rows, place, taps);
      return taps;
    });
    this.all = this.momentsOf([...lesson.places.keys()]);
    this.seconds = secondsOf(lesson);
  }

  way(): OwnWay {
    const weights = this.weights(this.all);
    const { means } = this.all;
    return { weights: [...weights], bias: -dot(weights, means) };
  }

  /** What is added to the expected opening at some moments, learnt from all but those of `unseen`. */
  guess(moments: readonly number[], unseen: readonly number[]): number[] {
    const seen = this.all.without(this.momentsOf(unseen));
    const weights = this.weights(seen);
    const bias = -dot(weights, seen.means);
    return moments.map((at) => bias + dot(weights, this.taps[at]));
  }

  private momentsOf(indices: readonly number[]): Moments {
    const { aperture, expected } = this.lesson;
    const moments = new Moments(this.size);
    for (const i of indices) moments.add(this.taps[i], aperture[i] - expected[i]);
    return moments;
  }

  /** Weights count by how much they move the lips in this speech, not by the units of the coefficients. */
  private weights(seen: Moments): Float64Array {
    const { count } = this.motion;
    const first = MIDDLE_TAP * count;
    let variance = 0;
    for (let k = 0; k < count; k++) variance += this.all.covariance(first + k, first + k) / count;
    const scale = GENERAL_SECONDS / this.seconds;
    return seen.fit((i, j) => {
      if (Math.floor(i / count) !== Math.floor(j / count)) return 0;
      const floor = i === j ? FLOOR * variance + Number.EPSILON : 0;
      return scale * (this.all.covariance(first + (i % count), first + (j % count)) + floor);
    });
  }
}

/** Null where it does not help surely enough. */
function heldOutGain(lesson: Lesson, pupil: Pupil): number | null {
  const { times, aperture, expected } = lesson;
  const blocks = blocksOf(lesson);
  const own = expected.slice();
  for (const block of blocks) {
    const [from, to] = [
      times[block[0]] - GAP_SECONDS,
      times[block[block.length - 1]] + GAP_SECONDS,
    ];
    const unseen = [...times.keys()].filter((i) => times[i] >= from && times[i] <= to);
    pupil.guess(block, unseen).forEach((extra, i) => {
      own[block[i]] += extra;
    });
  }
  const gain = (pearson(aperture, own) ?? 0) - (pearson(aperture, expected) ?? 0);
  const [before, after] = [squaredErrors(aperture, expected), squaredErrors(aperture, own)];
  const help = blocks.map((block) => block.reduce((sum, i) => sum + before[i] - after[i], 0));
  const better = help.filter((value) => value > 0).length / blocks.length;
  const sure = gain >= LEAST_GAIN && better >= LEAST_BETTER && errorsAbove(help) >= LEAST_ERRORS;
  return sure ? gain : null;
}

/** Indices of moments, in stretches of time of about equal length. */
function blocksOf(lesson: Lesson): number[][] {
  const { length } = lesson.times;
  const fitting = Math.round(secondsOf(lesson) / BLOCK_SECONDS);
  const count = Math.max(FEWEST_BLOCKS, Math.min(MOST_BLOCKS, fitting));
  return Array.from({ length: count }, (_, block) => {
    const from = Math.floor((block * length) / count);
    const to = Math.floor(((block + 1) * length) / count);
    return Array.from({ length: to - from }, (_, i) => from + i);
  });
}

/** Of moments, however far apart: as many frames as there are, at the pace that most follow each other. */
function secondsOf({ times }: Lesson): number {
  const steps = times.slice(1).map((time, i) => time - times[i]);
  return times.length * (steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0);
}

/** Of each moment, with the scale and the rest that fit best: neither says how well lips follow speech. */
function squaredErrors(real: readonly number[], made: readonly number[]): number[] {
  const [meanReal, meanMade] = [meanOf(real), meanOf(made)];
  let product = 0;
  let square = 0;
  made.forEach((value, i) => {
    product += (value - meanMade) * (real[i] - meanReal);
    square += (value - meanMade) ** 2;
  });
  const scale = square > 0 ? product / square : 0;
  return real.map((value, i) => (value - meanReal - scale * (made[i] - meanMade)) ** 2);
}

/** By how many of its standard errors a mean lies above 0. */
function errorsAbove(values: readonly number[]): number {
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return mean / Math.sqrt(variance / (values.length - 1) / values.length);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a: Float64Array, b: ArrayLike<number>): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
