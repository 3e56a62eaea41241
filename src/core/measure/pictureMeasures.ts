import type { Box } from '../frame.js';

/** A luma plane, row after row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
}

/**
 * Variance of the 4-neighbour Laplacian inside `box`, the usual focus measure (Pech-Pacheco et al.,
 * "Diatom autofocusing in brightfield microscopy", 2000). Pixels on the picture's own border have no
 * neighbours and are left out; 0 when nothing is left.
 */
export function laplacianVariance(luma: Luma, box: Box): number {
  const { width, y } = luma;
  const x0 = Math.max(1, box.x0);
  const x1 = Math.min(width - 1, box.x1);
  const y0 = Math.max(1, box.y0);
  const y1 = Math.min(luma.height - 1, box.y1);
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let row = y0; row < y1; row++) {
    for (let i = row * width + x0; i < row * width + x1; i++) {
      const value = y[i - 1] + y[i + 1] + y[i - width] + y[i + width] - 4 * y[i];
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}

/**
 * Mean absolute luma step between neighbours that lie on two sides of a mask's border: how much of
 * an edge there is along a seam. Compare the rendered picture's with the source's: far above 1 means
 * a visible seam. `mask` covers `box`, row after row; more than 0 is inside. Null when the mask has
 * no border within the picture.
 */
export function borderGradient(luma: Luma, mask: ArrayLike<number>, box: Box): number | null {
  const columns = box.x1 - box.x0;
  let sum = 0;
  let count = 0;
  const inside = (x: number, y: number): boolean =>
    x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1
      ? mask[(y - box.y0) * columns + (x - box.x0)] > 0
      : false;
  const step = (x: number, y: number, nextX: number, nextY: number): void => {
    if (nextX >= luma.width || nextY >= luma.height) return;
    if (inside(x, y) === inside(nextX, nextY)) return;
    sum += Math.abs(luma.y[y * luma.width + x] - luma.y[nextY * luma.width + nextX]);
    count += 1;
  };
  for (let y = Math.max(0, box.y0 - 1); y < Math.min(luma.height, box.y1); y++) {
    for (let x = Math.max(0, box.x0 - 1); x < Math.min(luma.width, box.x1); x++) {
      step(x, y, x + 1, y);
      step(x, y, x, y + 1);
    }
  }
  return count === 0 ? null : sum / count;
}
