import { JAW } from '../core/landmarkSets.js';
import { smoothStep } from '../core/smoothStep.js';
import type { CropMap } from './crop.js';

/** Side of the grid over a crop that the mask is drawn on: it is soft, so it needs no more. */
const GRID = 64;
/** What is below the nose and between the cheeks, from the right of the person to the left: MediaPipe's numbers. */
const BELOW_NOSE = [425, 327, 2, 98, 205] as const;
/** Of the jaw, what is below the ears; a model moves the chin with the lips. */
const LOWER_JAW = JAW.slice(3, -3);
/** Of the crop: the mask is whole so far inside of its contour, and nothing as far outside. */
const INSIDE = 0.07;
const OUTSIDE = 0.03;

/**
 * Where a model's picture is seen: over lips, chin and what is between the cheeks, whole in the middle and fading
 * towards its contour. Owns its grid, in the crop's coordinates.
 */
export class PasteMask {
  readonly grid = new Float32Array(GRID * GRID);
  /** Where it is not nothing, in the crop's coordinates: left, top, right, bottom. */
  bounds: readonly [number, number, number, number] = [0, 0, 0, 0];
  private readonly contour = new Float32Array((LOWER_JAW.length + BELOW_NOSE.length) * 2);

  /** @param landmarks 478 x 3, upright pixels, of the frame that it is laid over */
  draw(landmarks: Float32Array, map: CropMap): void {
    const { contour, grid } = this;
    [...LOWER_JAW, ...BELOW_NOSE].forEach((landmark, i) => {
      const [x, y] = [landmarks[3 * landmark], landmarks[3 * landmark + 1]];
      contour[2 * i] = map.u0 + map.uPerX * x + map.uPerY * y;
      contour[2 * i + 1] = map.v0 + map.vPerX * x + map.vPerY * y;
    });
    this.bounds = boundsOf(contour);
    for (let row = 0, at = 0; row < GRID; row++) {
      for (let column = 0; column < GRID; column++, at++) {
        const inside = insideBy(contour, (column + 0.5) / GRID, (row + 0.5) / GRID);
        // Nothing reaches the crop's own edge: beyond it there is no picture.
        const edge = Math.min(column, row, GRID - 1 - column, GRID - 1 - row) / GRID;
        grid[at] = smoothStep(Math.min((inside + OUTSIDE) / (INSIDE + OUTSIDE), edge / OUTSIDE));
      }
    }
  }

  /** Between the grid's points. */
  at(u: number, v: number): number {
    const x = Math.max(0, Math.min(GRID - 1.001, u * GRID - 0.5));
    const y = Math.max(0, Math.min(GRID - 1.001, v * GRID - 0.5));
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [a, b] = [x - column, y - row];
    const { grid } = this;
    const i = row * GRID + column;
    const upper = grid[i] + a * (grid[i + 1] - grid[i]);
    const lower = grid[i + GRID] + a * (grid[i + GRID + 1] - grid[i + GRID]);
    return upper + b * (lower - upper);
  }
}

function boundsOf(contour: Float32Array): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (let i = 0; i < contour.length; i += 2) {
    left = Math.min(left, contour[i]);
    right = Math.max(right, contour[i]);
    top = Math.min(top, contour[i + 1]);
    bottom = Math.max(bottom, contour[i + 1]);
  }
  // What the grid's steps reach beyond.
  const margin = OUTSIDE + 1 / GRID;
  return [left - margin, top - margin, right + margin, bottom + margin].map((value) =>
    Math.max(0, Math.min(1, value)),
  ) as [number, number, number, number];
}

/** Distance to a closed contour, positive inside of it (even-odd). */
function insideBy(contour: Float32Array, x: number, y: number): number {
  let nearest = Infinity;
  let inside = false;
  let [px, py] = contour.subarray(-2);
  for (let i = 0; i < contour.length; i += 2) {
    const [qx, qy] = [contour[i], contour[i + 1]];
    const [ex, ey] = [qx - px, qy - py];
    const [wx, wy] = [x - px, y - py];
    const length = ex * ex + ey * ey;
    const t = length > 0 ? Math.max(0, Math.min(1, (wx * ex + wy * ey) / length)) : 0;
    const [dx, dy] = [wx - t * ex, wy - t * ey];
    nearest = Math.min(nearest, dx * dx + dy * dy);
    if (py > y !== qy > y && x < (ex * (y - py)) / ey + px) inside = !inside;
    [px, py] = [qx, qy];
  }
  return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
}
