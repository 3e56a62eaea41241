import { INNER_CORNER_LEFT, INNER_CORNER_RIGHT, LIP_INNER } from '../core/landmarkSets.js';
import type { Affine } from './affine.js';

/**
 * The frame that the mouth's inside is drawn in: origin at the midpoint of the inner mouth corners
 * (landmarks 78 and 308), x from 78 to 308, y perpendicular and down, unit = their distance.
 * A mouth keeps its place in it under the head's shift, size and roll.
 */
export interface MouthFrame {
  /** Upright pixels, counted from the picture's top left corner as landmarks are. */
  readonly originX: number;
  readonly originY: number;
  /** Of length 1. */
  readonly axisX: number;
  readonly axisY: number;
  /** Pixels. */
  readonly unit: number;
}

/**
 * The part of the mouth frame that the learnt picture covers, the same as in training. Taller below
 * than above the corners, because the lower jaw is what moves.
 */
export const INTERIOR = {
  width: 64,
  height: 48,
  left: -0.64,
  top: -0.38,
  unitsAPixel: 0.02,
} as const;

/** Corners closer than this (a mouth seen from the side) still give a finite frame. */
const LEAST_UNIT = 1;

/** @param landmarks 478 x 3, upright pixels */
export function mouthFrameOf(landmarks: Float32Array): MouthFrame {
  const right = 3 * INNER_CORNER_RIGHT;
  const left = 3 * INNER_CORNER_LEFT;
  const dx = landmarks[left] - landmarks[right];
  const dy = landmarks[left + 1] - landmarks[right + 1];
  const span = Math.hypot(dx, dy);
  const known = span > 1e-6;
  return {
    originX: (landmarks[right] + landmarks[left]) / 2,
    originY: (landmarks[right + 1] + landmarks[left + 1]) / 2,
    axisX: known ? dx / span : 1,
    axisY: known ? dy / span : 0,
    unit: Math.max(span, LEAST_UNIT),
  };
}

/** Fills `out` (20 x 2) with LIP_INNER in the mouth frame. @param landmarks 478 x 3, upright pixels */
export function innerLipInMouth(
  landmarks: Float32Array,
  frame: MouthFrame,
  out: Float32Array,
): void {
  const { originX, originY, axisX, axisY, unit } = frame;
  LIP_INNER.forEach((landmark, i) => {
    const dx = landmarks[3 * landmark] - originX;
    const dy = landmarks[3 * landmark + 1] - originY;
    out[2 * i] = (dx * axisX + dy * axisY) / unit;
    out[2 * i + 1] = (dy * axisX - dx * axisY) / unit;
  });
}

/**
 * Upright pixels to interior pixels, both counted from their picture's top left corner.
 * @param scale interior pixels per pixel of the 64 x 48 picture, where it was enlarged
 */
export function imageToInterior(frame: MouthFrame, scale: number): Affine {
  const { originX, originY, axisX, axisY, unit } = frame;
  const k = scale / (INTERIOR.unitsAPixel * unit);
  const a = axisX * k;
  const b = axisY * k;
  return {
    a,
    b,
    c: (-INTERIOR.left / INTERIOR.unitsAPixel) * scale - a * originX - b * originY,
    d: -b,
    e: a,
    f: (-INTERIOR.top / INTERIOR.unitsAPixel) * scale + b * originX - a * originY,
  };
}

/** The inverse of `imageToInterior`. */
export function interiorToImage(frame: MouthFrame, scale: number): Affine {
  const { originX, originY, axisX, axisY, unit } = frame;
  const k = (INTERIOR.unitsAPixel * unit) / scale;
  const a = axisX * k;
  const d = axisY * k;
  const x0 = INTERIOR.left * unit;
  const y0 = INTERIOR.top * unit;
  return {
    a,
    b: -d,
    c: originX + axisX * x0 - axisY * y0,
    d,
    e: a,
    f: originY + axisY * x0 + axisX * y0,
  };
}
