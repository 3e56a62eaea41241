import { chromaHeight, chromaWidth, type ColorCoding, type YuvFrame } from '../core/frame.js';
import { yuvToRgb, type YuvToRgb } from './yuvToRgb.js';

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

/** Maps patch pixel (column, row) to a position in a plane, in samples, sample centres at integers. */
interface Affine {
  readonly x: number;
  readonly y: number;
  readonly xPerColumn: number;
  readonly yPerColumn: number;
  readonly xPerRow: number;
  readonly yPerRow: number;
}

/** An 8-bit plane, whole or a reduced part of one. */
interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Position of the first sample's left/top edge and size of a sample, in samples of the source. */
  readonly left: number;
  readonly top: number;
  readonly step: number;
}

/**
 * Cuts rotated squares out of YUV frames as planar RGB tensors [3, side, side]. Where the square is
 * larger than the patch, planes are first averaged down by a whole factor (a box filter on a fixed
 * grid, so that detail does not flicker as the square moves), then sampled bilinearly.
 * Owns its scratch memory: one sampler serves one caller at a time.
 */
export class PatchSampler {
  private readonly toRgb: YuvToRgb;
  private scratch = new Uint8Array(0);
  private sums = new Uint32Array(0);

  constructor(private readonly options: PatchOptions) {
    this.toRgb = yuvToRgb(options.color);
  }

  /** Fills `out` (3 * side * side) with the patch under `square`. */
  sample(frame: YuvFrame, square: Square, out: Float32Array): void {
    const { side } = this.options;
    const area = side * side;
    const chroma = { width: chromaWidth(frame.width), height: chromaHeight(frame.height) };
    // The three planes pass through `out` itself and are turned to RGB in place.
    const luma = out.subarray(0, area);
    const blue = out.subarray(area, 2 * area);
    const red = out.subarray(2 * area, 3 * area);
    this.samplePlane(frame.y, frame.width, frame.height, square, 1, luma);
    this.samplePlane(frame.u, chroma.width, chroma.height, square, 2, blue);
    this.samplePlane(frame.v, chroma.width, chroma.height, square, 2, red);
    convertInPlace(luma, blue, red, this.toRgb, this.options.gain, this.options.offset);
    if (this.options.outside === 'black') {
      blackenOutside(out, side, frame, affineOf(square, side), this.options.offset);
    }
  }

  private samplePlane(
    data: Uint8Array,
    width: number,
    height: number,
    square: Square,
    subsampling: number,
    out: Float32Array,
  ): void {
    const { side } = this.options;
    const scaled: Square = {
      centerX: square.centerX / subsampling,
      centerY: square.centerY / subsampling,
      size: square.size / subsampling,
      rotation: square.rotation,
    };
    const factor = Math.max(1, Math.floor(Math.min(scaled.size / side, width, height)));
    const plane =
      factor === 1
        ? { data, width, height, left: 0, top: 0, step: 1 }
        : this.reduce(data, width, height, scaled, factor);
    sampleBilinear(plane, affineOf(scaled, side, plane), side, out);
  }

  /** The part of a plane under a square, averaged over factor x factor boxes. */
  private reduce(
    data: Uint8Array,
    width: number,
    height: number,
    square: Square,
    factor: number,
  ): Plane {
    const cos = Math.abs(Math.cos(square.rotation));
    const sin = Math.abs(Math.sin(square.rotation));
    const reach = (square.size / 2) * (cos + sin) + factor;
    const columns = boxRange(square.centerX - reach, square.centerX + reach, width, factor);
    const rows = boxRange(square.centerY - reach, square.centerY + reach, height, factor);
    const outWidth = columns.to - columns.from;
    const outHeight = rows.to - rows.from;
    if (this.scratch.length < outWidth * outHeight) {
      this.scratch = new Uint8Array(outWidth * outHeight);
    }
    if (this.sums.length < outWidth) this.sums = new Uint32Array(outWidth);
    boxDown(data, width, factor, columns, rows, this.sums, this.scratch);
    return {
      data: this.scratch,
      width: outWidth,
      height: outHeight,
      left: columns.from * factor,
      top: rows.from * factor,
      step: factor,
    };
  }
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

function boxDown(
  data: Uint8Array,
  stride: number,
  factor: number,
  columns: Range,
  rows: Range,
  sums: Uint32Array,
  out: Uint8Array,
): void {
  const width = columns.to - columns.from;
  const norm = 1 / (factor * factor);
  let target = 0;
  for (let row = rows.from; row < rows.to; row++) {
    sums.fill(0, 0, width);
    for (let j = 0; j < factor; j++) {
      let source = (row * factor + j) * stride + columns.from * factor;
      for (let column = 0; column < width; column++) {
        let sum = 0;
        for (let i = 0; i < factor; i++) sum += data[source++];
        sums[column] += sum;
      }
    }
    for (let column = 0; column < width; column++) out[target++] = sums[column] * norm + 0.5;
  }
}

function affineOf(
  { centerX, centerY, size, rotation }: Square,
  side: number,
  { left, top, step }: Pick<Plane, 'left' | 'top' | 'step'> = { left: 0, top: 0, step: 1 },
): Affine {
  const cos = (Math.cos(rotation) * size) / side / step;
  const sin = (Math.sin(rotation) * size) / side / step;
  const half = (side - 1) / 2;
  return {
    x: (centerX - left) / step - 0.5 - half * (cos - sin),
    y: (centerY - top) / step - 0.5 - half * (sin + cos),
    xPerColumn: cos,
    yPerColumn: sin,
    xPerRow: -sin,
    yPerRow: cos,
  };
}

/** Positions beyond the plane read its edge samples. */
function sampleBilinear(plane: Plane, affine: Affine, side: number, out: Float32Array): void {
  const { data, width, height } = plane;
  const { xPerColumn, yPerColumn } = affine;
  const maxX = width - 1;
  const maxY = height - 1;
  let target = 0;
  for (let row = 0; row < side; row++) {
    const startX = affine.x + row * affine.xPerRow;
    const startY = affine.y + row * affine.yPerRow;
    for (let column = 0; column < side; column++) {
      let x = startX + column * xPerColumn;
      let y = startY + column * yPerColumn;
      if (x < 0) x = 0;
      else if (x > maxX) x = maxX;
      if (y < 0) y = 0;
      else if (y > maxY) y = maxY;
      const x0 = x | 0;
      const y0 = y | 0;
      const fx = x - x0;
      const fy = y - y0;
      const a = y0 * width + x0;
      const right = x0 < maxX ? 1 : 0;
      const b = y0 < maxY ? a + width : a;
      const top = data[a] + (data[a + right] - data[a]) * fx;
      const bottom = data[b] + (data[b + right] - data[b]) * fx;
      out[target++] = top + (bottom - top) * fy;
    }
  }
}

function convertInPlace(
  first: Float32Array,
  second: Float32Array,
  third: Float32Array,
  { lumaGain, lumaOffset, redFromV, greenFromU, greenFromV, blueFromU }: YuvToRgb,
  gain: number,
  offset: number,
): void {
  for (let i = 0; i < first.length; i++) {
    const luma = (first[i] - lumaOffset) * lumaGain;
    const u = second[i] - 128;
    const v = third[i] - 128;
    first[i] = clampUnit(luma + redFromV * v) * gain + offset;
    second[i] = clampUnit(luma + greenFromU * u + greenFromV * v) * gain + offset;
    third[i] = clampUnit(luma + blueFromU * u) * gain + offset;
  }
}

function clampUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

function blackenOutside(
  out: Float32Array,
  side: number,
  { width, height }: YuvFrame,
  affine: Affine,
  black: number,
): void {
  const area = side * side;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const x = affine.x + column * affine.xPerColumn + row * affine.xPerRow;
      const y = affine.y + column * affine.yPerColumn + row * affine.yPerRow;
      if (x > -1 && y > -1 && x < width && y < height) continue;
      const i = row * side + column;
      out[i] = out[i + area] = out[i + 2 * area] = black;
    }
  }
}
