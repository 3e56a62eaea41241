import type { Rational } from '../core/videoInfo.js';
import { ratio } from '../core/videoInfo.js';
import type { MeasuredRate } from './frameTimes.js';

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
  /** By the frames' own times, where these were looked at. */
  readonly measured?: MeasuredRate | undefined;
}

export interface ChosenRate {
  readonly rate: Rational;
  /** Frames come unevenly: each time gets the frame that is shown then. */
  readonly variable: boolean;
}

const FALLBACK: Rational = { num: 25, den: 1 };
/** Rates outside come from clocks (1000, 90000) or from stills, not from cameras. */
const SANE = { min: 1 / 60, max: 300 };
/** Two rates closer than this share are one rate measured twice. */
const SAME_RATE = 0.002;
const EQUAL = 1e-5;
/** A last frame shown for longer or shorter shifts the average by about a frame over the clip. */
const EDGE_FRAMES = 1.5;

/** More is clocks and jitter, or not worth drawing twice as many lips for. */
const MOST_SAMPLED = 61;
/** An average this near the rate between gaps has none worth the name. */
const NO_GAPS = 0.02;

/**
 * The constant rate to decode at. A constant stream keeps its own; a variable one gets the rate that it
 * has between its gaps, which are filled by repeats: the average of a recording that stood still for
 * half its time would be half the rate of its movements.
 */
export function chooseRate(clues: RateClues): ChosenRate {
  const { real, duration, interlaced } = clues;
  const average = averageOf(clues);
  if (average === undefined) {
    return isSane(real) ? { rate: real, variable: false } : { rate: FALLBACK, variable: true };
  }
  if (!isSane(real)) return { rate: sampledRate(average, clues), variable: true };
  if (hidesGaps(clues)) return { rate: sampledRate(average, clues), variable: true };
  const apart = Math.abs(ratio(average) - ratio(real));
  if (apart <= EQUAL * ratio(real)) return { rate: real, variable: false };
  // Fields are timed one by one, so an interlaced stream's real rate is twice its frame rate.
  const perField = Math.abs(2 * ratio(average) - ratio(real)) <= SAME_RATE * ratio(real);
  if (interlaced && perField) return { rate: exact(average), variable: false };
  if (isStandard(real) && (apart * duration <= EDGE_FRAMES || apart <= SAME_RATE * ratio(real))) {
    return { rate: real, variable: false };
  }
  return { rate: sampledRate(average, clues), variable: true };
}

/** Some heads name an even rate, and the frames' times tell otherwise. Fields are timed in their own way. */
function hidesGaps({ measured, real, interlaced }: RateClues): boolean {
  if (measured === undefined || interlaced) return false;
  return measured.mean < Math.min(ratio(real), measured.between) * (1 - NO_GAPS);
}

function sampledRate(average: Rational, { measured, real }: RateClues): Rational {
  const mean = Math.min(ratio(average), measured?.mean ?? Infinity);
  const told =
    measured?.between ?? (isStandard(real) && ratio(real) <= MOST_SAMPLED ? ratio(real) : mean);
  if (told <= mean * (1 + NO_GAPS)) return exact(average);
  const halves = Math.max(0, Math.ceil(Math.log2(told / MOST_SAMPLED)));
  const rate = Math.max(mean, told / 2 ** halves);
  return exact({ num: Math.round(rate * 1000), den: 1000 });
}

const RATES: readonly Rational[] = [
  ...[8, 10, 12, 15, 16, 18, 20, 24, 25, 30, 48, 50, 60, 90, 100, 120].map((num) => ({
    num,
    den: 1,
  })),
  ...[12, 15, 24, 30, 48, 60, 120].map((whole) => ({ num: whole * 1000, den: 1001 })),
];
/** A rate from clocks of milliseconds is as near its own; 29.97 and 30 are further apart. */
const SNAP = 0.0005;

/** The rate of cameras and recorders that a measured one is, if any. */
function snap(rate: number): Rational | undefined {
  return RATES.find((known) => Math.abs(ratio(known) - rate) <= SNAP * rate);
}

/** Of cameras and recorders where it is one: small terms near 30000/1001 are not that. */
function exact(rate: Rational): Rational {
  return snap(ratio(rate)) ?? simplify(rate);
}

/** Below this lips look jumpy. */
const LEAST_FOR_LIPS = 20;
/** What a lower rate is brought to at least. Film's 24000/1001 is enough. */
const LIFTED_TO = 23.9;

/**
 * The smallest multiple at which lips look smooth; undefined where the rate is high enough. An uneven
 * rate, of which no multiple is any better than another, becomes 25.
 */
export function liftedRate({ rate, variable }: ChosenRate): Rational | undefined {
  if (ratio(rate) >= LEAST_FOR_LIPS) return undefined;
  if (variable && !isStandard(rate)) return FALLBACK;
  const times = Math.ceil(LIFTED_TO / ratio(rate));
  return exact({ num: rate.num * times, den: rate.den });
}

/** Whole rates and NTSC's k * 1000 / 1001: what cameras are set to, unlike a guess from jitter. */
function isStandard(rate: Rational): boolean {
  const value = ratio(rate);
  const ntsc = (Math.ceil(value) * 1000) / 1001;
  return [Math.round(value), ntsc].some((known) => Math.abs(value - known) <= 5e-5 * known);
}

/** What is slower than a slide show is checked by counting. */
function averageOf(clues: RateClues): Rational | undefined {
  const told = isSane(clues.average) ? clues.average : undefined;
  return told && ratio(told) >= 1 ? told : (counted(clues) ?? told);
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
