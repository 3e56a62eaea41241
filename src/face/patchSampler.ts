import { chromaHeight, chromaWidth, type ColorCoding, type YuvFrame } from '../core/frame.js';
import type { PatchCut, PatchGrid, PlaneCut, Reduction } from '../pixels/patchCut.js';
import { simdKernels, type SimdKernels } from '../pixels/simdKernels.js';
import { ScalarPatch } from './scalarPatch.js';
import { yuvToRgb } from './yuvToRgb.js';

/** A square in a picture, in pixels; (0, 0) is the top left corner of the first pixel. */
export interface Square {
  readonly centerX: number;
  readonly centerY: number;
  readonly size: number;
  /** Radians, clockwise in the picture. */
  readonly rotation: number;
}

export interface PatchOptions {
  /** Pixels of the patch's side. */
  readonly side: number;
  readonly color: ColorCoding;
  /** RGB 0..1 becomes value * gain + offset. */
  readonly gain: number;
  readonly offset: number;
  /** What lies beyond the picture: its edge pixels, or black. */
  readonly outside: 'replicate' | 'black';
}

/**
 * Cuts rotated squares out of YUV frames as planar RGB tensors [3, side, side]. Where the square is
 * larger than the patch, planes are first averaged down by a whole factor (a box filter on a fixed
 * grid, so that detail does not flicker as the square moves), then sampled bilinearly.
 */
export class PatchSampler {
  private readonly toRgb: PatchCut['toRgb'];
  private readonly scalar = new ScalarPatch();

  /** @param simd null samples in TypeScript, with the same result */
  constructor(
    private readonly options: PatchOptions,
    private readonly simd: SimdKernels | null = simdKernels(),
  ) {
    this.toRgb = yuvToRgb(options.color);
  }

  /** Fills `out` (3 * side * side) with the patch under `square`. */
  sample(frame: YuvFrame, square: Square, out: Float32Array): void {
    const { side, gain, offset } = this.options;
    const [width, height] = [chromaWidth(frame.width), chromaHeight(frame.height)];
    const half = {
      centerX: square.centerX / 2,
      centerY: square.centerY / 2,
      size: square.size / 2,
      rotation: square.rotation,
    };
    const planes = [
      planeCut(frame.y, frame.width, frame.height, square, side),
      planeCut(frame.u, width, height, half, side),
      planeCut(frame.v, width, height, half, side),
    ];
    const cut = { side, planes, toRgb: this.toRgb, gain, offset };
    // Vectors take two columns at a time, and rows must be known ahead.
    const fits = side % 2 === 0 && planes.every(({ grid }) => Number.isFinite(grid.x + grid.y));
    if (this.simd !== null && fits) this.simd.cutPatch(cut, out);
    else this.scalar.cut(cut, out);
    if (this.options.outside === 'black') {
      blackenOutside(out, side, frame, gridOf(square, side), offset);
    }
  }
}

/** How a plane is to be sampled under a square given in its own samples. */
function planeCut(
  data: Uint8Array,
  width: number,
  height: number,
  square: Square,
  side: number,
): PlaneCut {
  const factor = Math.max(1, Math.floor(Math.min(square.size / side, width, height)));
  if (factor === 1) return { data, stride: width, width, height, grid: gridOf(square, side) };
  const cos = Math.abs(Math.cos(square.rotation));
  const sin = Math.abs(Math.sin(square.rotation));
  const reach = (square.size / 2) * (cos + sin) + factor;
  const columns = boxRange(square.centerX - reach, square.centerX + reach, width, factor);
  const rows = boxRange(square.centerY - reach, square.centerY + reach, height, factor);
  const reduction = { factor, left: columns.from, top: rows.from };
  return {
    data,
    stride: width,
    width: columns.to - columns.from,
    height: rows.to - rows.from,
    reduction,
    grid: gridOf(square, side, reduction),
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whole boxes of a fixed grid between two positions, at least one. */
function boxRange(low: number, high: number, length: number, factor: number): Range {
  const boxes = Math.max(1, Math.floor(length / factor));
  const from = Math.max(0, Math.min(boxes - 1, Math.floor(low / factor)));
  const to = Math.max(from + 1, Math.min(boxes, Math.ceil(high / factor)));
  return { from, to };
}

function gridOf(
  { centerX, centerY, size, rotation }: Square,
  side: number,
  { factor: step, left, top }: Reduction = { factor: 1, left: 0, top: 0 },
): PatchGrid {
  const cos = (Math.cos(rotation) * size) / side / step;
  const sin = (Math.sin(rotation) * size) / side / step;
  const half = (side - 1) / 2;
  return {
    x: (centerX - left * step) / step - 0.5 - half * (cos - sin),
    y: (centerY - top * step) / step - 0.5 - half * (sin + cos),
    xPerColumn: cos,
    yPerColumn: sin,
    xPerRow: -sin,
    yPerRow: cos,
  };
}

function blackenOutside(
  out: Float32Array,
  side: number,
  { width, height }: YuvFrame,
  grid: PatchGrid,
  black: number,
): void {
  const area = side * side;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const x = grid.x + column * grid.xPerColumn + row * grid.xPerRow;
      const y = grid.y + column * grid.yPerColumn + row * grid.yPerRow;
      if (x > -1 && y > -1 && x < width && y < height) continue;
      const i = row * side + column;
      out[i] = out[i + area] = out[i + 2 * area] = black;
    }
  }
}
