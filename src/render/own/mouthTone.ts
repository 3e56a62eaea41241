import { rgbFromYuv, type Rgb } from '../../core/colorMatrix.js';
import { chromaWidth, type Box, type ColorCoding, type YuvFrame } from '../../core/frame.js';
import {
  INNER_CORNER_LEFT,
  INNER_CORNER_RIGHT,
  LIP_INNER,
  LIP_OUTER,
} from '../../core/landmarkSets.js';

/** Light and complexion around a mouth: what the drawn interior is matched to. */
export interface MouthTone {
  readonly skin: Rgb;
  readonly lip: Rgb;
  /** How much brighter the cheek on the picture's right is than the other, over their mean. */
  readonly sideLight: number;
}

/** Cheek landmarks on the picture's left, then on its right. */
const CHEEKS = [
  [50, 205],
  [280, 425],
] as const;
/** Indices into the lip rings, away from the corners, where the lips are widest. */
const LIP_BAND = [3, 4, 5, 6, 7, 13, 14, 15, 16, 17] as const;
/** Half the side of the squares that are averaged, in mouth widths. */
const CHEEK_REACH = 0.12;
const LIP_REACH = 0.02;

/**
 * Measures one frame. A single frame is noisy and its shadows move with the lips: average some tens
 * of frames of a shot with `meanTone`.
 * @param landmarks 478 x 3, upright pixels
 */
export function measureTone(
  frame: YuvFrame,
  landmarks: Float32Array,
  color: ColorCoding,
): MouthTone {
  const unit = mouthWidth(landmarks);
  const at = (i: number): readonly [number, number] => [landmarks[3 * i], landmarks[3 * i + 1]];
  const [right, left] = CHEEKS.map((cheek) =>
    meanRgb(cheek.map((i) => squareMean(frame, ...at(i), CHEEK_REACH * unit, color))),
  );
  const lip = LIP_BAND.map((k) => {
    const [ox, oy] = at(LIP_OUTER[k]);
    const [ix, iy] = at(LIP_INNER[k]);
    return squareMean(frame, (ox + ix) / 2, (oy + iy) / 2, LIP_REACH * unit, color);
  });
  const skin = meanRgb([right, left]);
  const level = (rgb: Rgb): number => (rgb[0] + rgb[1] + rgb[2]) / 3;
  return {
    skin,
    lip: meanRgb(lip),
    sideLight: (level(left) - level(right)) / Math.max(level(skin), 0.02),
  };
}

/** Mean luma of the cheeks, 8-bit. @param landmarks 478 x 3, upright pixels */
export function skinLuma(frame: YuvFrame, landmarks: Float32Array): number {
  const reach = CHEEK_REACH * mouthWidth(landmarks);
  const cheeks = CHEEKS.flat();
  let sum = 0;
  for (const i of cheeks) {
    const square = squareAbout(frame, landmarks[3 * i], landmarks[3 * i + 1], reach);
    sum += boxMean(frame.y, frame.width, square);
  }
  return sum / cheeks.length;
}

/** @param tones at least one, else RangeError */
export function meanTone(tones: readonly MouthTone[]): MouthTone {
  if (tones.length === 0) throw new RangeError('no tones to average');
  return {
    skin: meanRgb(tones.map(({ skin }) => skin)),
    lip: meanRgb(tones.map(({ lip }) => lip)),
    sideLight: tones.reduce((sum, { sideLight }) => sum + sideLight, 0) / tones.length,
  };
}

/** Pixels between the inner corners; at least one, for a mouth seen from the side. */
function mouthWidth(landmarks: Float32Array): number {
  const [left, right] = [3 * INNER_CORNER_LEFT, 3 * INNER_CORNER_RIGHT];
  const dy = landmarks[left + 1] - landmarks[right + 1];
  return Math.max(1, Math.hypot(landmarks[left] - landmarks[right], dy));
}

function meanRgb(colors: readonly Rgb[]): Rgb {
  const sum = [0, 0, 0];
  for (const rgb of colors) rgb.forEach((value, i) => (sum[i] += value / colors.length));
  return [sum[0], sum[1], sum[2]];
}

/** Mean colour of the square of half side `reach` about a point, cut to the frame. */
function squareMean(frame: YuvFrame, x: number, y: number, reach: number, color: ColorCoding): Rgb {
  const square = squareAbout(frame, x, y, reach);
  const chroma = chromaWidth(frame.width);
  const half: Box = {
    x0: square.x0 >> 1,
    y0: square.y0 >> 1,
    x1: (square.x1 + 1) >> 1,
    y1: (square.y1 + 1) >> 1,
  };
  const mean = [
    boxMean(frame.y, frame.width, square),
    boxMean(frame.u, chroma, half),
    boxMean(frame.v, chroma, half),
  ];
  const rgb = rgbFromYuv(mean[0], mean[1], mean[2], color);
  const limit = (value: number): number => Math.max(0, Math.min(1, value));
  return [limit(rgb[0]), limit(rgb[1]), limit(rgb[2])];
}

/** At least the pixel that the point is in. */
function squareAbout({ width, height }: YuvFrame, x: number, y: number, reach: number): Box {
  const clamp = (value: number, size: number): number =>
    Math.max(0, Math.min(size - 1, Math.trunc(value)));
  return {
    x0: clamp(x - reach, width),
    y0: clamp(y - reach, height),
    x1: clamp(x + reach, width) + 1,
    y1: clamp(y + reach, height) + 1,
  };
}

function boxMean(plane: Uint8Array, stride: number, { x0, y0, x1, y1 }: Box): number {
  let sum = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) sum += plane[y * stride + x];
  }
  return sum / ((x1 - x0) * (y1 - y0));
}
