import type { Rational } from '../core/videoInfo.js';
import { ratio } from '../core/videoInfo.js';

/** What a container says of its rates; 0/0 where it says nothing. */
export interface RateClues {
  /** Frames over duration. */
  readonly average: Rational;
  /** The lowest rate that can represent every timestamp: the true rate of a constant stream. */
  readonly real: Rational;
  /** 0 where unknown. */
  readonly frames: number;
  /** Seconds, 0 where unknown. */
  readonly duration: number;
  readonly interlaced: boolean;
}

export interface ChosenRate {
  readonly rate: Rational;
  readonly variable: boolean;
}

const FALLBACK: Rational = { num: 25, den: 1 };
/** Rates outside come from clocks (1000, 90000) or from stills, not from cameras. */
const SANE = { min: 1, max: 300 };
/** Two rates closer than this share are one rate measured twice. */
const SAME_RATE = 0.002;
const EQUAL = 1e-5;
/** A last frame shown for longer or shorter shifts the average by about a frame over the clip. */
const EDGE_FRAMES = 1.5;

/**
 * The constant rate to decode at. A constant stream keeps its own; a variable one gets its
 * average, so that the length stays right.
 */
export function chooseRate(clues: RateClues): ChosenRate {
  const { real, duration, interlaced } = clues;
  const average = isSane(clues.average) ? clues.average : counted(clues);
  if (average === undefined) {
    return isSane(real) ? { rate: real, variable: false } : { rate: FALLBACK, variable: true };
  }
  if (!isSane(real)) return { rate: simplify(average), variable: true };
  const apart = Math.abs(ratio(average) - ratio(real));
  if (apart <= EQUAL * ratio(real)) return { rate: real, variable: false };
  if (isStandard(real) && (apart * duration <= EDGE_FRAMES || apart <= SAME_RATE * ratio(real))) {
    return { rate: real, variable: false };
  }
  // Fields are timed one by one, so an interlaced stream's real rate is twice its frame rate.
  const perField = Math.abs(2 * ratio(average) - ratio(real)) <= SAME_RATE * ratio(real);
  return { rate: simplify(average), variable: !(interlaced && perField) };
}

/** Whole rates and NTSC's k * 1000 / 1001: what cameras are set to, unlike a guess from jitter. */
function isStandard(rate: Rational): boolean {
  const value = ratio(rate);
  const ntsc = (Math.ceil(value) * 1000) / 1001;
  return [Math.round(value), ntsc].some((known) => Math.abs(value - known) <= 5e-5 * known);
}

function counted({ frames, duration }: RateClues): Rational | undefined {
  if (frames < 2 || duration <= 0) return undefined;
  const rate = { num: Math.round((frames / duration) * 1000), den: 1000 };
  return isSane(rate) ? rate : undefined;
}

function isSane({ num, den }: Rational): boolean {
  return den > 0 && num / den >= SANE.min && num / den <= SANE.max;
}

/**
 * The nearest fraction whose terms an encoder and an mp4 time scale can take: numerators of a
 * measured average run to millions. Best approximation by continued fractions, within 1e-6.
 */
export function simplify({ num, den }: Rational): Rational {
  const value = num / den;
  let [p0, q0, p1, q1] = [0, 1, 1, 0];
  let rest = value;
  for (let step = 0; step < 32; step++) {
    const whole = Math.floor(rest);
    [p0, q0, p1, q1] = [p1, q1, whole * p1 + p0, whole * q1 + q0];
    if (Math.abs(p1 / q1 - value) <= 1e-6 * value) break;
    rest = 1 / (rest - whole);
  }
  return { num: p1, den: q1 };
}
