import type { YuvFrame } from '../../core/frame.js';
import { inverse, mapPoints, type Affine } from '../affine.js';
import { LipEdges } from '../lipEdges.js';
import { boundsOf } from '../mouthMask.js';
import { sampleLinear } from '../sampling.js';

/** Columns from corner to corner, and rows from lip to lip, that a seam is looked for in. */
export const SEAM_COLUMNS = 24;
const ROWS = 20;
/** The seam keeps off the lips by these shares of the opening. */
const FROM_UPPER = 0.15;
const FROM_LOWER = 0.06;
/** What a step of a row costs beside a code value of luma. */
const STEP_COST = 4;
const MOST_STEP = 2;
/** Pixels about the opening in which edges are looked at: the lips' own are among them. */
const EDGE_REACH = 4;

/**
 * Where a filmed mouth comes apart when the jaw is let down further: its darkest way from corner to corner,
 * which runs between the rows of teeth, or along the lower lip's shadow where only upper teeth show.
 */
export interface MouthSeam {
  /** A column each, evenly from the left inner corner to the right: height in the skull frame. */
  readonly heights: Float32Array;
  /** Luma along it. */
  readonly lumas: Float32Array;
  /** Over what height the picture's steepest edges between lips, teeth and dark are spread, eye distances. */
  readonly softness: number;
}

/**
 * @param inner LIP_INNER where the lips really end, x and y a point, pixels
 * @param skull skull frame to pixels
 */
export function findSeam(frame: YuvFrame, inner: Float32Array, skull: Affine): MouthSeam {
  const edges = new LipEdges();
  edges.take(mapPoints(inverse(skull), inner));
  const lumas = new Float32Array(SEAM_COLUMNS * ROWS);
  const rowAt = (column: number, row: number): number => {
    const x = columnAt(edges, column);
    const [upper, lower] = [edges.upperAt(x), edges.lowerAt(x)];
    const t = FROM_UPPER + ((1 - FROM_UPPER - FROM_LOWER) * row) / (ROWS - 1);
    return upper + t * (lower - upper);
  };
  for (let i = 0; i < SEAM_COLUMNS; i++) {
    const x = columnAt(edges, i);
    for (let j = 0; j < ROWS; j++) {
      const y = rowAt(i, j);
      const [px, py] = [skull.a * x + skull.b * y + skull.c, skull.d * x + skull.e * y + skull.f];
      lumas[i * ROWS + j] = sampleLinear(frame.y, frame.width, frame.height, px, py);
    }
  }
  const way = darkestWay(lumas);
  return {
    heights: Float32Array.from(way, (row, i) => rowAt(i, row)),
    lumas: Float32Array.from(way, (row, i) => lumas[i * ROWS + row]),
    softness: softnessOf(frame, inner) / Math.hypot(skull.a, skull.d),
  };
}

/** The least value that so many of those counted do not exceed. @param counts a value each */
function valueAbove(counts: Uint32Array, many: number): number {
  let [value, sum] = [0, counts[0]];
  while (sum < many && value < counts.length - 1) sum += counts[++value];
  return value;
}

/** Pixels over which the steepest edges down a mouth go from its darkest to its lightest. */
function softnessOf({ y, width, height }: YuvFrame, inner: Float32Array): number {
  const box = boundsOf(inner, EDGE_REACH, { x0: 0, y0: 1, x1: width, y1: height });
  const [lumas, steps] = [new Uint32Array(256), new Uint32Array(256)];
  for (let row = box.y0; row < box.y1; row++) {
    for (let at = row * width + box.x0; at < row * width + box.x1; at++) {
      lumas[y[at]] += 1;
      steps[Math.abs(y[at] - y[at - width])] += 1;
    }
  }
  const count = (box.x1 - box.x0) * (box.y1 - box.y0);
  const range = valueAbove(lumas, 0.98 * count) - valueAbove(lumas, 0.02 * count);
  return range / Math.max(1, valueAbove(steps, 0.99 * count));
}

function columnAt({ left, right }: LipEdges, column: number): number {
  return left + ((column + 0.5) / SEAM_COLUMNS) * (right - left);
}

/** A row a column: the way of least luma whose rows move by a few at a time (dynamic programming). */
function darkestWay(lumas: Float32Array): number[] {
  const cost = Float32Array.from(lumas);
  const from = new Uint8Array(lumas.length);
  for (let i = 1; i < SEAM_COLUMNS; i++) {
    for (let j = 0; j < ROWS; j++) {
      let [best, row] = [Infinity, j];
      for (let k = Math.max(0, j - MOST_STEP); k <= Math.min(ROWS - 1, j + MOST_STEP); k++) {
        const total = cost[(i - 1) * ROWS + k] + STEP_COST * Math.abs(k - j);
        if (total < best) [best, row] = [total, k];
      }
      cost[i * ROWS + j] += best;
      from[i * ROWS + j] = row;
    }
  }
  const last = (SEAM_COLUMNS - 1) * ROWS;
  let row = 0;
  for (let j = 1; j < ROWS; j++) if (cost[last + j] < cost[last + row]) row = j;
  const way = new Array<number>(SEAM_COLUMNS);
  for (let i = SEAM_COLUMNS - 1; i >= 0; i--) {
    way[i] = row;
    row = from[i * ROWS + row];
  }
  return way;
}
