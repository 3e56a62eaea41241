import { chromaHeight, chromaWidth, type Box, type YuvFrame } from '../../core/frame.js';
import { simdKernels, type SimdKernels } from '../../pixels/simdKernels.js';
import { sampleCubic, sampleLinear } from '../sampling.js';

/** Triangles grow by this many pixels, so that neighbours overlap and no crack opens between them. */
const OVERLAP = 0.6;
/** Triangles thinner than this (twice the signed area, square pixels) carry no picture. */
const DEGENERATE = 0.05;
/**
 * Triangles less high than this (pixels) in the result are left out too: with the overlap they would
 * be a line of their own, of a colour from somewhere else. Their neighbours' overlap covers them.
 */
const LEAST_HEIGHT = 0.6;
/** Shifts below this many pixels are copied as they are, which keeps still skin bit-exact. */
const STILL = 0.01;

/**
 * Where each pixel of a box takes its picture from. Owns the two coordinate planes, which grow to
 * the largest box seen and are reused frame after frame.
 */
export class WarpMap {
  private box: Box = { x0: 0, y0: 0, x1: 0, y1: 0 };
  private width = 0;
  private mapX = new Float32Array(0);
  private mapY = new Float32Array(0);
  /** Least and greatest height in the source that the map leads to. */
  private low = Infinity;
  private high = -Infinity;

  /** @param simd null draws in TypeScript, with the same result */
  constructor(private readonly simd: SimdKernels | null = simdKernels()) {}

  /** Starts a new map over `box`, with no pixel covered. */
  reset(box: Box): void {
    this.box = box;
    this.width = box.x1 - box.x0;
    const size = this.width * (box.y1 - box.y0);
    if (this.mapX.length < size) {
      this.mapX = new Float32Array(size);
      this.mapY = new Float32Array(size);
    }
    this.mapX.fill(NaN, 0, size);
    this.low = Infinity;
    this.high = -Infinity;
  }

  /**
   * Covers one triangle, affinely mapped from its place in the source to that in the result.
   * Corners run clockwise in the picture (y down); a triangle that faces away is left out.
   * @param target vertex positions in the result, x and y a vertex
   * @param source vertex positions in the source
   */
  triangle(target: Float32Array, source: Float32Array, a: number, b: number, c: number): void {
    const ax = target[2 * a];
    const ay = target[2 * a + 1];
    const bx = target[2 * b] - ax;
    const by = target[2 * b + 1] - ay;
    const cx = target[2 * c] - ax;
    const cy = target[2 * c + 1] - ay;
    const area = bx * cy - by * cx;
    const sx = source[2 * a];
    const sy = source[2 * a + 1];
    const ux = source[2 * b] - sx;
    const uy = source[2 * b + 1] - sy;
    const vx = source[2 * c] - sx;
    const vy = source[2 * c + 1] - sy;
    // Turned over: on the far side of a turned head, hidden behind what is nearer.
    if (area < DEGENERATE || ux * vy - uy * vx < DEGENERATE) return;
    const longest = Math.max(bx * bx + by * by, cx * cx + cy * cy, (bx - cx) ** 2 + (by - cy) ** 2);
    if (area * area < LEAST_HEIGHT * LEAST_HEIGHT * longest) return;
    // Source position = s + (x - ax) * dx + (y - ay) * dy
    const dxx = (ux * cy - vx * by) / area;
    const dxy = (uy * cy - vy * by) / area;
    const dyx = (vx * bx - ux * cx) / area;
    const dyy = (vy * bx - uy * cx) / area;
    // The overlap of a very thin triangle would reach far outside it in the source.
    const lowX = sx + Math.min(0, ux, vx) - 1;
    const highX = sx + Math.max(0, ux, vx) + 1;
    const lowY = sy + Math.min(0, uy, vy) - 1;
    const highY = sy + Math.max(0, uy, vy) + 1;
    this.low = Math.min(this.low, lowY);
    this.high = Math.max(this.high, highY);
    const { box } = this;
    const top = Math.max(box.y0, Math.ceil(ay + Math.min(0, by, cy) - OVERLAP));
    const bottom = Math.min(box.y1 - 1, Math.floor(ay + Math.max(0, by, cy) + OVERLAP));
    for (let y = top; y <= bottom; y++) {
      const span = this.span(y - ay, bx, by, cx, cy);
      // Widened edges meet in long spikes at sharp corners: never beyond the triangle's own box.
      const left = Math.max(span.from, Math.min(0, bx, cx));
      const right = Math.min(span.to, Math.max(0, bx, cx));
      const from = Math.max(box.x0, Math.ceil(ax + left - OVERLAP));
      const to = Math.min(box.x1 - 1, Math.floor(ax + right + OVERLAP));
      let at = (y - box.y0) * this.width + from - box.x0;
      let px = sx + (from - ax) * dxx + (y - ay) * dyx;
      let py = sy + (from - ax) * dxy + (y - ay) * dyy;
      for (let x = from; x <= to; x++, at++, px += dxx, py += dxy) {
        this.mapX[at] = px < lowX ? lowX : px > highX ? highX : px;
        this.mapY[at] = py < lowY ? lowY : py > highY ? highY : py;
      }
    }
  }

  private readonly row = { from: 0, to: 0 };

  /** Horizontal extent of the triangle (0,0), b, c on a row, widened vertically by the overlap. */
  private span(
    y: number,
    bx: number,
    by: number,
    cx: number,
    cy: number,
  ): { readonly from: number; readonly to: number } {
    let from = -Infinity;
    let to = Infinity;
    // Each edge p -> q keeps points with sign * cross(q - p, point - p) >= -overlap * |dx|.
    for (let edge = 0; edge < 3; edge++) {
      const px = edge === 0 ? 0 : edge === 1 ? bx : cx;
      const py = edge === 0 ? 0 : edge === 1 ? by : cy;
      const ex = (edge === 0 ? bx : edge === 1 ? cx : 0) - px;
      const ey = (edge === 0 ? by : edge === 1 ? cy : 0) - py;
      // ex * (y - py) - ey * (x - px) >= -overlap * |ex|
      const constant = ex * (y - py) + OVERLAP * Math.abs(ex) + ey * px;
      if (Math.abs(ey) < 1e-9) {
        if (constant < 0) to = -Infinity;
      } else if (ey > 0) to = Math.min(to, constant / ey);
      else from = Math.max(from, constant / ey);
    }
    this.row.from = from;
    this.row.to = to;
    return this.row;
  }

  /**
   * Covers what lies between covered pixels of a row with their shifts, blended: slivers that no
   * triangle facing the camera reaches, and the mouth's hole, which is drawn over later.
   */
  fillGaps(): void {
    const { box, width, mapX } = this;
    for (let y = box.y0; y < box.y1; y++) {
      const row = (y - box.y0) * width;
      let last = -1;
      for (let i = 0; i < width; i++) {
        if (Number.isNaN(mapX[row + i])) continue;
        if (last >= 0 && i - last > 1) this.bridge(row, last, i, y);
        last = i;
      }
    }
  }

  private bridge(row: number, from: number, to: number, y: number): void {
    const { mapX, mapY } = this;
    const left = this.box.x0;
    const startX = mapX[row + from] - from - left;
    const startY = mapY[row + from] - y;
    const endX = mapX[row + to] - to - left;
    const endY = mapY[row + to] - y;
    for (let i = from + 1; i < to; i++) {
      const t = (i - from) / (to - from);
      mapX[row + i] = i + left + startX + t * (endX - startX);
      mapY[row + i] = y + startY + t * (endY - startY);
    }
  }

  /** Draws the covered pixels: bicubic luma, bilinear chroma, from `source` into `target`. */
  apply(source: YuvFrame, target: YuvFrame): void {
    const { box, mapX: x, mapY: y, low, high } = this;
    if (low > high) return;
    if (this.simd !== null) {
      this.simd.warp({ box, x, y, low, high }, source, target);
      return;
    }
    this.applyLuma(source, target);
    this.applyChroma(source, target);
  }

  private applyLuma(source: YuvFrame, target: YuvFrame): void {
    const { box, width, mapX, mapY } = this;
    for (let y = box.y0; y < box.y1; y++) {
      let at = (y - box.y0) * width;
      let out = y * target.width + box.x0;
      for (let x = box.x0; x < box.x1; x++, at++, out++) {
        const px = mapX[at];
        if (Number.isNaN(px)) continue;
        const py = mapY[at];
        if (Math.abs(px - x) < STILL && Math.abs(py - y) < STILL) continue;
        const value = sampleCubic(source.y, source.width, source.height, px, py);
        target.y[out] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
      }
    }
  }

  /** A chroma pixel moves by half its luma pixel's shift, so chroma siting does not matter. */
  private applyChroma(source: YuvFrame, target: YuvFrame): void {
    const { box, width, mapX, mapY } = this;
    const planeWidth = chromaWidth(source.width);
    const planeHeight = chromaHeight(source.height);
    for (let y = (box.y0 + 1) >> 1; 2 * y < box.y1; y++) {
      for (let x = (box.x0 + 1) >> 1; 2 * x < box.x1; x++) {
        const at = (2 * y - box.y0) * width + 2 * x - box.x0;
        const shiftX = (mapX[at] - 2 * x) / 2;
        if (Number.isNaN(shiftX)) continue;
        const shiftY = (mapY[at] - 2 * y) / 2;
        if (Math.abs(shiftX) < STILL && Math.abs(shiftY) < STILL) continue;
        const out = y * planeWidth + x;
        const [px, py] = [x + shiftX, y + shiftY];
        target.u[out] = sampleLinear(source.u, planeWidth, planeHeight, px, py) + 0.5;
        target.v[out] = sampleLinear(source.v, planeWidth, planeHeight, px, py) + 0.5;
      }
    }
  }
}
