import { chromaHeight, chromaWidth, type Box, type YuvFrame } from '../core/frame.js';
import { CUBIC_WEIGHTS } from './cubicWeights.js';
import { KERNELS_BINARY } from './kernelsBinary.js';
import type { PatchCut, PlaneCut, Reduction } from './patchCut.js';

/** Where each pixel of a box comes from, row-major over the box; NaN where nothing is drawn. */
export interface PixelMap {
  readonly box: Box;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Least and greatest `y` of the map. */
  readonly low: number;
  readonly high: number;
}

/** What assembly/kernels.ts exports; addresses and whole numbers are 32 bits. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  warpLuma(...args: number[]): void;
  warpChroma(...args: number[]): void;
  boxDown(...args: number[]): void;
  samplePlane(...args: number[]): void;
  planesToRgb(...args: number[]): void;
}

/** Memory below this is the module's own. */
const FIRST = 1024;
const PAGE = 65536;
/** Kernels read a few bytes past what they use, or a row where a caller says so. */
const SLACK = 64;

/**
 * The inner loops over pixels in WebAssembly with SIMD. Every kernel gives exactly what the
 * TypeScript beside its caller gives; that runs where this cannot.
 * Owns the module's memory. It is scratch: planes are copied in and out in each call (whole rows,
 * at the speed of memory) and nothing in it outlives the call, so that frames stay ordinary arrays.
 */
export class SimdKernels {
  private bytes: Uint8Array;
  private floats: Float32Array;
  private readonly weights: number;
  private readonly scratch: number;

  private constructor(private readonly exports: KernelExports) {
    this.bytes = new Uint8Array(exports.memory.buffer);
    this.floats = new Float32Array(exports.memory.buffer);
    this.weights = FIRST;
    this.scratch = aligned(FIRST + CUBIC_WEIGHTS.byteLength);
    this.reserve(this.scratch);
    this.floats.set(CUBIC_WEIGHTS, this.weights / 4);
  }

  /** Null where this machine's WebAssembly has no SIMD. @param binary of the module */
  static create(binary = kernelsBinary()): SimdKernels | null {
    try {
      if (!WebAssembly.validate(binary)) return null;
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
      return new SimdKernels(exports as unknown as KernelExports);
    } catch {
      // A processor too old for it, or a host that forbids making code: slower, with the same result.
      return null;
    }
  }

  /** Draws a map's pixels from `source` into `target`: bicubic luma, bilinear chroma. */
  warp(map: PixelMap, source: YuvFrame, target: YuvFrame): void {
    const { box } = map;
    const [columns, rows] = [box.x1 - box.x0, box.y1 - box.y0];
    const size = columns * rows;
    const { width, height } = source;
    const [halfWidth, halfHeight] = [chromaWidth(width), chromaHeight(height)];
    const read = rowsAbout(map.low, map.high, height);
    const readHalf = rowsAbout(map.low / 2, map.high / 2, halfHeight);
    const drawn = { from: box.y0, to: box.y1 };
    const drawnHalf = { from: (box.y0 + 1) >> 1, to: (box.y1 + 1) >> 1 };

    const mapX = this.scratch;
    const mapY = mapX + 4 * size;
    const sourceY = mapY + 4 * size;
    const targetY = sourceY + width * length(read);
    const sourceU = targetY + width * length(drawn);
    const sourceV = sourceU + halfWidth * length(readHalf);
    const targetU = sourceV + halfWidth * length(readHalf);
    const targetV = targetU + halfWidth * length(drawnHalf);
    this.reserve(targetV + halfWidth * length(drawnHalf));

    this.floats.set(map.x.subarray(0, size), mapX / 4);
    this.floats.set(map.y.subarray(0, size), mapY / 4);
    this.bytes.set(rowsOf(source.y, width, read), sourceY);
    this.bytes.set(rowsOf(source.u, halfWidth, readHalf), sourceU);
    this.bytes.set(rowsOf(source.v, halfWidth, readHalf), sourceV);
    this.bytes.set(rowsOf(target.y, width, drawn), targetY);
    this.bytes.set(rowsOf(target.u, halfWidth, drawnHalf), targetU);
    this.bytes.set(rowsOf(target.v, halfWidth, drawnHalf), targetV);
    const area = [mapX, mapY, box.x0, box.y0, columns, rows];
    this.exports.warpLuma(
      ...area,
      ...[sourceY - width * read.from, targetY - width * drawn.from],
      ...[width, height, this.weights],
    );
    this.exports.warpChroma(
      ...area,
      ...[sourceU - halfWidth * readHalf.from, sourceV - halfWidth * readHalf.from],
      ...[targetU - halfWidth * drawnHalf.from, targetV - halfWidth * drawnHalf.from],
      ...[halfWidth, halfHeight],
    );
    this.takeRows(target.y, width, drawn, targetY);
    this.takeRows(target.u, halfWidth, drawnHalf, targetU);
    this.takeRows(target.v, halfWidth, drawnHalf, targetV);
  }

  /** Fills `out` (3 * side * side) with a patch in RGB. */
  cutPatch({ side, planes, toRgb, gain, offset }: PatchCut, out: Float32Array): void {
    const area = side * side;
    const patch = this.scratch;
    planes.forEach((plane, k) => {
      this.cutPlane(plane, side, patch + 4 * k * area, patch + 12 * area);
    });
    const { lumaGain, lumaOffset, redFromV, greenFromU, greenFromV, blueFromU } = toRgb;
    this.exports.planesToRgb(
      ...[patch, area, lumaGain, lumaOffset],
      ...[redFromV, greenFromU, greenFromV, blueFromU, gain, offset],
    );
    out.set(this.floats.subarray(patch / 4, patch / 4 + 3 * area));
  }

  /** @param out where the samples go @param free memory from there on is free */
  private cutPlane(cut: PlaneCut, side: number, out: number, free: number): void {
    const { data, stride, grid, width, height, reduction } = cut;
    const at =
      reduction === undefined
        ? this.copyIn(data, stride, rowsOfGrid(grid, side, height), free)
        : this.reduce(cut, reduction, free);
    this.reserve(at + width * (height + 1));
    this.exports.samplePlane(
      ...[at, width, height, grid.x, grid.y, grid.xPerColumn, grid.yPerColumn],
      ...[grid.xPerRow, grid.yPerRow, side, out],
    );
  }

  /** Averages a plane down. Returns the reduced plane's address. */
  private reduce(
    { data, stride, width, height }: PlaneCut,
    { factor, left, top }: Reduction,
    free: number,
  ): number {
    const rows = { from: top * factor, to: (top + height) * factor };
    const sums = aligned(free + width * height);
    const copy = aligned(sums + 2 * (width * factor + 8));
    const pixel = this.copyIn(data, stride, rows, copy) + rows.from * stride + left * factor;
    this.exports.boxDown(pixel, stride, factor, width, height, sums, free);
    return free;
  }

  /** Copies rows of a plane in. Returns the address that the plane's first pixel would have. */
  private copyIn(data: Uint8Array, stride: number, rows: Rows, at: number): number {
    this.reserve(at + stride * length(rows));
    this.bytes.set(rowsOf(data, stride, rows), at);
    return at - stride * rows.from;
  }

  private takeRows(plane: Uint8Array, width: number, rows: Rows, at: number): void {
    plane.set(this.bytes.subarray(at, at + width * length(rows)), width * rows.from);
  }

  /** Makes memory reach up to `end`, and some bytes more. */
  private reserve(end: number): void {
    const { memory } = this.exports;
    const lacking = end + SLACK - memory.buffer.byteLength;
    if (lacking <= 0) return;
    memory.grow(Math.ceil(lacking / PAGE));
    this.bytes = new Uint8Array(memory.buffer);
    this.floats = new Float32Array(memory.buffer);
  }
}

let shared: SimdKernels | null | undefined;

/** The process's own, made at the first call; null where there can be none. */
export function simdKernels(): SimdKernels | null {
  if (shared === undefined) shared = SimdKernels.create();
  return shared;
}

/** Rows of a plane, `to` exclusive. */
interface Rows {
  readonly from: number;
  readonly to: number;
}

function length({ from, to }: Rows): number {
  return to - from;
}

function rowsOf(plane: Uint8Array, width: number, { from, to }: Rows): Uint8Array {
  return plane.subarray(width * from, width * to);
}

/** Rows that samples between two heights may read, and one more for what rounding does to the heights. */
function rowsAbout(low: number, high: number, height: number): Rows {
  const from = Math.max(0, Math.min(height - 1, Math.floor(low) - 2));
  return { from, to: Math.max(from + 1, Math.min(height, Math.floor(high) + 4)) };
}

function rowsOfGrid({ y, yPerColumn, yPerRow }: PlaneCut['grid'], side: number, height: number) {
  const across = yPerColumn * (side - 1);
  const down = yPerRow * (side - 1);
  const low = y + Math.min(0, across) + Math.min(0, down);
  const high = y + Math.max(0, across) + Math.max(0, down);
  return rowsAbout(low, high, height);
}

/** The next address that a vector may lie at. */
function aligned(address: number): number {
  return (address + 15) & ~15;
}

function kernelsBinary(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(KERNELS_BINARY), (character) => character.charCodeAt(0));
}
