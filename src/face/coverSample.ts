import { chromaWidth, type YuvFrame } from '../core/frame.js';
import { EYE_OUTER_LEFT, EYE_OUTER_RIGHT, LIP_OUTER } from '../core/landmarkSets.js';
import { median } from '../core/measure/statistics.js';

/** Skin between nose and lips, beside the corners of the mouth, and on the chin. */
const AROUND = [
  ...[164, 167, 393, 165, 391, 206, 426, 57, 287, 43, 273, 204, 424],
  ...[182, 406, 18, 83, 313, 194, 418, 200, 199, 208, 428],
];
const PLACES = [...AROUND, ...LIP_OUTER];
/** Cheeks and nose: what skin looks like in this light. */
const SKIN = [50, 280, 101, 330, 205, 425, 36, 266, 4, 195];
/** Radius of a place, in eye distances, and samples across it. */
const RADIUS = 0.035;
const ACROSS = 5;
/** Luma steps between the lightest and the darkest pixel of a place, as at the edge of a letter. */
const LETTER = 160;

/** Numbers of one look: brightness, u and v of each place. */
export const COVER_FLOATS = 3 * PLACES.length;

/** How the mouth and what is around it look in one frame. */
export interface CoverSample {
  /**
   * Of each place hundredths of the logarithm of its brightness over the cheeks', and its chroma less
   * theirs.
   */
  readonly look: Float32Array;
  /** The lips reach beyond the picture. */
  readonly cut: boolean;
  /** There are edges of letters. */
  readonly lettered: boolean;
}

export function coverSample(frame: YuvFrame, landmarks: Float32Array): CoverSample {
  const right = 3 * EYE_OUTER_RIGHT;
  const left = 3 * EYE_OUTER_LEFT;
  const across = Math.hypot(
    landmarks[left] - landmarks[right],
    landmarks[left + 1] - landmarks[right + 1],
  );
  const spot = (landmark: number): Spot =>
    spotAt(frame, landmarks[3 * landmark], landmarks[3 * landmark + 1], RADIUS * across);
  const skin = SKIN.map(spot);
  const typical = (of: (spot: Spot) => number): number => median(skin.map(of)) ?? 128;
  const [y, u, v] = [typical((s) => s.y), typical((s) => s.u), typical((s) => s.v)];
  const look = new Float32Array(COVER_FLOATS);
  let lettered = false;
  PLACES.forEach((landmark, i) => {
    const place = spot(landmark);
    look[3 * i] = 100 * Math.log(Math.max(8, place.y) / Math.max(8, y));
    look[3 * i + 1] = place.u - u;
    look[3 * i + 2] = place.v - v;
    lettered ||= i < AROUND.length && place.contrast >= LETTER;
  });
  return {
    look,
    cut: LIP_OUTER.some((landmark) => isOutside(frame, landmarks, landmark)),
    lettered,
  };
}

interface Spot {
  readonly y: number;
  readonly u: number;
  readonly v: number;
  readonly contrast: number;
}

/** Mean of a few pixels; those beyond the picture are its edge's. */
function spotAt(frame: YuvFrame, x: number, y: number, radius: number): Spot {
  const { width, height } = frame;
  const sums = [0, 0, 0];
  let [least, most] = [255, 0];
  const stride = chromaWidth(width);
  for (let i = 0; i < ACROSS * ACROSS; i++) {
    const column = clamp(x + radius * ((2 * (i % ACROSS)) / (ACROSS - 1) - 1), width);
    const row = clamp(y + radius * ((2 * Math.floor(i / ACROSS)) / (ACROSS - 1) - 1), height);
    const luma = frame.y[row * width + column];
    const chroma = (row >> 1) * stride + (column >> 1);
    sums[0] += luma;
    sums[1] += frame.u[chroma];
    sums[2] += frame.v[chroma];
    least = Math.min(least, luma);
    most = Math.max(most, luma);
  }
  const [meanY, u, v] = sums.map((sum) => sum / (ACROSS * ACROSS));
  return { y: meanY, u, v, contrast: most - least };
}

function clamp(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, Math.round(value)));
}

function isOutside(
  { width, height }: YuvFrame,
  landmarks: Float32Array,
  landmark: number,
): boolean {
  const x = landmarks[3 * landmark];
  const y = landmarks[3 * landmark + 1];
  return x < 0 || y < 0 || x >= width || y >= height;
}
