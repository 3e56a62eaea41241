import type { LipSpread } from '../core/lipSpread.js';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../core/lowerFace.js';
import type { MotionBasis } from './motionBasis.js';

/** Factors on the mouth's opening (and all that goes with it) and on its width. */
export interface Gains {
  readonly opening: number;
  /** Where the mouth is wider than in the middle. */
  readonly width: number;
  /** Where it is narrower: rounded. */
  readonly narrowing: number;
  /** Median width over the speech, from its closed base. Canonical eye distances, without gains. */
  readonly middle: number;
}

export const NO_GAIN: Gains = { opening: 1, width: 1, narrowing: 1, middle: 0 };

/** Beyond these factors the speech or the footage is unlike speech; neither is followed there. */
const OPENING_LIMITS = [0.75, 1.8] as const;
const WIDTH_LIMITS = [0.75, 1.6] as const;
const NARROWING_LIMITS = [0.9, 2.8] as const;
/**
 * Share of the person's own spread of the width that is aimed at. The model guesses widths less well
 * than openings, and much of a person's own is smiling, which widens the mouth.
 */
const WIDTH_SHARE = 0.8;
/**
 * The same where the mouth rounds, which nobody does for a smile: the model's lips narrow by the mean of
 * what people do at a sound, and clear speech by more (training/NOTES.md).
 */
const NARROWING_SHARE = 1.2;
/** Below the middle width the factor comes in over so much (canonical eye distances). */
const KNEE = 0.02;
/** From so far below it on a mouth narrows ever less, and never by more than the second. */
const EASY_NARROWING = 0.1;
const MOST_NARROWING = 0.16;

/**
 * What brings a recording's movement to a person's.
 * @param made the movement as the model gives it @param middle its median width
 */
export function gainsFor(made: LipSpread, person: LipSpread, middle: number): Gains {
  const width = person.width / Math.max(1e-6, made.width);
  return {
    opening: limited(person.aperture / made.aperture, OPENING_LIMITS),
    width: limited(WIDTH_SHARE * width, WIDTH_LIMITS),
    narrowing: limited(NARROWING_SHARE * width, NARROWING_LIMITS),
    middle,
  };
}

/** The width that is to be made of the model's; both from the closed base. Smooth and rising. */
export function suitedWidth(width: number, { width: wide, narrowing, middle }: Gains): number {
  const below = middle - width;
  if (below <= 0) return wide * width;
  const into = Math.min(below, KNEE);
  const extra = (narrowing - wide) * (below - into + (into * into) / (2 * KNEE));
  return wide * middle - eased(wide * below + extra);
}

function eased(narrowing: number): number {
  if (narrowing <= EASY_NARROWING) return narrowing;
  const left = MOST_NARROWING - EASY_NARROWING;
  return EASY_NARROWING + left * (1 - Math.exp((EASY_NARROWING - narrowing) / left));
}

function limited(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(low, Math.min(high, value));
}

/**
 * The change of shape that widens the mouth by 1 and opens it by 0, as little else as the basis
 * allows: the shortest vector of coefficients that does so. Zero where the basis cannot.
 */
export function wideningMode(basis: MotionBasis): Float32Array {
  return shortestMode(basis, mouthWidth, innerAperture);
}

/** The same for a mouth that opens by 1 and keeps its width. */
export function openingMode(basis: MotionBasis): Float32Array {
  return shortestMode(basis, innerAperture, mouthWidth);
}

/** The coefficients of `openingMode`. */
export function openingCoefficients(basis: MotionBasis): readonly number[] {
  return shortestCoefficients(basis, innerAperture, mouthWidth);
}

function shortestMode(
  basis: MotionBasis,
  wanted: (shape: Float32Array) => number,
  unwanted: (shape: Float32Array) => number,
): Float32Array {
  const mode = new Float32Array(MOVED_FLOATS);
  const weights = shortestCoefficients(basis, wanted, unwanted);
  basis.components.forEach((component, k) => {
    for (let i = 0; i < MOVED_FLOATS; i++) mode[i] += weights[k] * component[i];
  });
  return mode;
}

function shortestCoefficients(
  basis: MotionBasis,
  wanted: (shape: Float32Array) => number,
  unwanted: (shape: Float32Array) => number,
): readonly number[] {
  const gain = basis.components.map(wanted);
  const kept = basis.components.map(unwanted);
  const keptSquare = dot(kept, kept);
  const along = keptSquare > 0 ? dot(kept, gain) / keptSquare : 0;
  const free = gain.map((value, k) => value - along * kept[k]);
  const square = dot(free, free);
  return square < 1e-12 ? free.map(() => 0) : free.map((value) => value / square);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
