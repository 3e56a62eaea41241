import { smoothStep } from '../core/smoothStep.js';
import { MASK_SIDE } from './pasteMask.js';

/** Cells of the coarse grid that colours are compared on, at least; below, a cell is finer than the mask's edge. */
const LEAST_CELLS = 32;
/** How far a difference found on the skin reaches, as a share of the crop. */
const REACH = 0.12;
/** Differences beyond this are no light but something else, such as lips or a chin that moved: they do not count. */
const MOST = 0.15;
/** Differences that depart further from the usual one count as far as this. */
const MOST_LOCAL = 0.06;
/** Weight of the usual difference against what is seen near a place. */
const PRIOR = 0.05;

/** The side of the coarse grid: of a picture's side it is a whole part. */
export function coarseSide(size: number): number {
  let step = Math.max(1, Math.floor(size / LEAST_CELLS));
  while (size % step !== 0) step -= 1;
  return size / step;
}

/**
 * What a net's picture lacks of the skin around the mouth in the frame, in light and colour: known where the mask
 * ends, and carried inside from there smoothly, so that neither an edge is seen nor the lips are recoloured after
 * their own difference. Owns its buffers.
 */
export class SkinOffset {
  readonly side: number;
  /** Three planes of `side` x `side`, to be added to the net's. */
  readonly offsets: Float32Array;
  private readonly weights: Float32Array;
  private readonly spread: Float32Array;
  private readonly line: Float32Array;

  constructor(private readonly size: number) {
    this.side = coarseSide(size);
    const cells = this.side ** 2;
    this.offsets = new Float32Array(3 * cells);
    this.weights = new Float32Array(cells);
    this.spread = new Float32Array(cells);
    this.line = new Float32Array(this.side);
  }

  /**
   * @param seen of the frame: 3 x side x side, 0..1
   * @param made by the net: 3 x size x size
   * @param coverage of the mask
   */
  measure(seen: Float32Array, made: Float32Array, coverage: Float32Array): void {
    const { side, offsets, weights, spread } = this;
    const cells = side * side;
    this.weigh(coverage);
    const parts = [0, 1, 2].map((plane) => offsets.subarray(plane * cells, (plane + 1) * cells));
    parts.forEach((part, plane) => {
      this.differences(seen.subarray(plane * cells), made.subarray(plane * this.size ** 2), part);
      part.forEach((difference, i) => {
        if (Math.abs(difference) > MOST) weights[i] = 0;
      });
    });
    spread.set(weights);
    this.blur(spread);
    for (const part of parts) {
      const usual = this.usual(part);
      for (let i = 0; i < cells; i++) {
        const local = Math.max(-MOST_LOCAL, Math.min(MOST_LOCAL, part[i] - usual));
        part[i] = local * weights[i];
      }
      this.blur(part);
      for (let i = 0; i < cells; i++) part[i] = usual + part[i] / (spread[i] + PRIOR);
    }
  }

  /** Only where both pictures are mixed both show skin, and the same. */
  private weigh(coverage: Float32Array): void {
    const { side, weights } = this;
    for (let row = 0, at = 0; row < side; row++) {
      const line = Math.floor(((row + 0.5) * MASK_SIDE) / side) * MASK_SIDE;
      for (let column = 0; column < side; column++, at++) {
        const mixed = coverage[line + Math.floor(((column + 0.5) * MASK_SIDE) / side)];
        // What lies below the chin is often no skin.
        const above = smoothStep((0.9 - (row + 0.5) / side) / 0.08);
        weights[at] = 4 * mixed * (1 - mixed) * above;
      }
    }
  }

  private differences(seen: Float32Array, made: Float32Array, out: Float32Array): void {
    const { side, size } = this;
    const step = size / side;
    for (let row = 0, at = 0; row < side; row++) {
      for (let column = 0; column < side; column++, at++) {
        let sum = 0;
        for (let y = row * step; y < (row + 1) * step; y++) {
          const from = y * size + column * step;
          for (let i = from; i < from + step; i++) sum += made[i];
        }
        out[at] = seen[at] - sum / (step * step);
      }
    }
  }

  private usual(differences: Float32Array): number {
    let [sum, total] = [0, 1e-6];
    for (let i = 0; i < differences.length; i++) {
      sum += differences[i] * this.weights[i];
      total += this.weights[i];
    }
    return sum / total;
  }

  /** Twice the mean over neighbours, in either direction. */
  private blur(plane: Float32Array): void {
    const { side, line } = this;
    const radius = Math.max(1, Math.round(REACH * side));
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < side; i++) {
        meanAlong(plane, { from: i * side, step: 1 }, radius, line);
      }
      for (let i = 0; i < side; i++) {
        meanAlong(plane, { from: i, step: side }, radius, line);
      }
    }
  }
}

/** Running mean along a row or column in place; beyond its ends there is nothing. */
function meanAlong(
  plane: Float32Array,
  { from, step }: { readonly from: number; readonly step: number },
  radius: number,
  line: Float32Array,
): void {
  const n = line.length;
  for (let i = 0; i < n; i++) line[i] = plane[from + i * step];
  let sum = 0;
  for (let i = 0; i < Math.min(radius, n); i++) sum += line[i];
  for (let i = 0; i < n; i++) {
    if (i + radius < n) sum += line[i + radius];
    if (i - radius - 1 >= 0) sum -= line[i - radius - 1];
    plane[from + i * step] = sum / (2 * radius + 1);
  }
}
