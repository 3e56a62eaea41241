import type { LipSpread } from '../core/lipSpread.js';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../core/lowerFace.js';
import type { MotionBasis } from './motionBasis.js';

/** Factors on the mouth's opening (and all that goes with it) and on its width. */
export interface Gains {
  readonly opening: number;
  readonly width: number;
}

export const NO_GAIN: Gains = { opening: 1, width: 1 };

/** Beyond these factors the speech or the footage is unlike speech; neither is followed there. */
const OPENING_LIMITS = [0.75, 1.8] as const;
const WIDTH_LIMITS = [0.75, 1.6] as const;
/**
 * Share of the person's own spread of the width that is aimed at. The model guesses widths less well
 * than openings, and much of a person's own is smiling.
 */
const WIDTH_SHARE = 0.8;

/** What brings a recording's movement to a person's. @param made the movement as the model gives it */
export function gainsFor(made: LipSpread, person: LipSpread): Gains {
  return {
    opening: limited(person.aperture / made.aperture, OPENING_LIMITS),
    width: limited((WIDTH_SHARE * person.width) / Math.max(1e-6, made.width), WIDTH_LIMITS),
  };
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
