import type { Box } from '../core/frame.js';
import { CUBIC_PHASES, CUBIC_WEIGHTS } from '../pixels/cubicWeights.js';
import type { SampledPlane } from './areaSample.js';
import type { CropMap } from './cropMap.js';
import { MASK_SIDE } from './pasteMask.js';

/** A net's picture of one of a frame's planes, with what is to be seen of it. */
export interface DrawnPlane {
  /** size x size code values. */
  readonly picture: Float32Array;
  readonly size: number;
  /** MASK_SIDE x MASK_SIDE, 0 in the outermost cells. */
  readonly coverage: Float32Array;
  readonly weight: number;
  /** Code values that the frame may have. */
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Draws a picture into a plane of a frame, by cubic interpolation between the net's pixels.
 * @param into from the frame's pixels into shares of the crop
 * @param box in the frame's pixels: nothing outside of it is looked at
 */
export function drawPlane(plane: SampledPlane, into: CropMap, box: Box, drawn: DrawnPlane): void {
  const { data, width, height, step, shiftX, shiftY } = plane;
  const { picture, size, coverage, weight, lowest, highest } = drawn;
  const firstColumn = Math.max(0, Math.ceil((box.x0 - shiftX) / step));
  const lastColumn = Math.min(width - 1, Math.floor((box.x1 - shiftX) / step));
  const firstRow = Math.max(0, Math.ceil((box.y0 - shiftY) / step));
  const lastRow = Math.min(height - 1, Math.floor((box.y1 - shiftY) / step));
  for (let row = firstRow; row <= lastRow; row++) {
    const y = row * step + shiftY;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = column * step + shiftX;
      const u = into.originX + x * into.xPerU + y * into.xPerV;
      const v = into.originY + x * into.yPerU + y * into.yPerV;
      const seen = weight * coverageAt(coverage, u, v);
      if (!(seen > 0)) continue;
      const value = cubicAt(picture, size, u * size - 0.5, v * size - 0.5);
      const legal = value < lowest ? lowest : value > highest ? highest : value;
      const at = row * width + column;
      data[at] = data[at] + seen * (legal - data[at]) + 0.5;
    }
  }
}

/** Bilinear; 0 beyond the centres of the outermost cells. */
function coverageAt(coverage: Float32Array, u: number, v: number): number {
  const x = u * MASK_SIDE - 0.5;
  const y = v * MASK_SIDE - 0.5;
  if (!(x > 0 && y > 0 && x < MASK_SIDE - 1 && y < MASK_SIDE - 1)) return 0;
  const x0 = x | 0;
  const y0 = y | 0;
  const fx = x - x0;
  const fy = y - y0;
  const at = y0 * MASK_SIDE + x0;
  const top = coverage[at] + (coverage[at + 1] - coverage[at]) * fx;
  const bottom =
    coverage[at + MASK_SIDE] + (coverage[at + MASK_SIDE + 1] - coverage[at + MASK_SIDE]) * fx;
  return top + (bottom - top) * fy;
}

/** Catmull-Rom between a square picture's pixels, whose edge repeats. */
function cubicAt(picture: Float32Array, size: number, x: number, y: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const px = Math.round((x - ix) * CUBIC_PHASES) * 4;
  const py = Math.round((y - iy) * CUBIC_PHASES) * 4;
  const last = size - 1;
  const x0 = ix < 1 ? 0 : ix - 1;
  const x1 = ix < 0 ? 0 : ix;
  const x2 = ix + 1 > last ? last : ix + 1;
  const x3 = ix + 2 > last ? last : ix + 2;
  const w0 = CUBIC_WEIGHTS[px];
  const w1 = CUBIC_WEIGHTS[px + 1];
  const w2 = CUBIC_WEIGHTS[px + 2];
  const w3 = CUBIC_WEIGHTS[px + 3];
  let sum = 0;
  for (let k = 0; k < 4; k++) {
    const row = iy - 1 + k;
    const from = (row < 0 ? 0 : row > last ? last : row) * size;
    const along =
      w0 * picture[from + x0] +
      w1 * picture[from + x1] +
      w2 * picture[from + x2] +
      w3 * picture[from + x3];
    sum += CUBIC_WEIGHTS[py + k] * along;
  }
  return sum;
}
