import type { Box } from '../core/frame.js';
import { smoothStep } from '../core/smoothStep.js';

/**
 * Soft coverage of a closed contour over a box. Owns its buffer, which grows to the largest box
 * seen and is reused; `coverage` is row-major over `box`.
 */
export class MouthMask {
  box: Box = { x0: 0, y0: 0, x1: 0, y1: 0 };
  coverage = new Float32Array(0);

  /**
   * @param contour x, y a point, result pixels
   * @param reach pixels outside the contour where coverage reaches 0
   * @param solid pixels outside the contour (negative: inside) up to where coverage is 1
   */
  draw(contour: Float32Array, reach: number, solid: number, limits: Box): void {
    this.box = boundsOf(contour, reach + 1, limits);
    const { x0, y0, x1, y1 } = this.box;
    const width = x1 - x0;
    const size = width * Math.max(0, y1 - y0);
    if (this.coverage.length < size) this.coverage = new Float32Array(size);
    for (let y = y0, at = 0; y < y1; y++) {
      for (let x = x0; x < x1; x++, at++) {
        const distance = signedDistance(contour, x, y);
        this.coverage[at] = smoothStep((reach - distance) / (reach - solid));
      }
    }
  }
}

/** Smallest box around a contour, grown by `margin` and cut to `limits`. */
export function boundsOf(contour: Float32Array, margin: number, limits: Box): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < contour.length; i += 2) {
    left = Math.min(left, contour[i]);
    right = Math.max(right, contour[i]);
    top = Math.min(top, contour[i + 1]);
    bottom = Math.max(bottom, contour[i + 1]);
  }
  const x0 = Math.max(limits.x0, Math.floor(left - margin));
  const y0 = Math.max(limits.y0, Math.floor(top - margin));
  return {
    x0,
    y0,
    x1: Math.max(x0, Math.min(limits.x1, Math.ceil(right + margin) + 1)),
    y1: Math.max(y0, Math.min(limits.y1, Math.ceil(bottom + margin) + 1)),
  };
}

/** Distance to a closed polygon, negative inside (even-odd). */
function signedDistance(contour: Float32Array, x: number, y: number): number {
  let nearest = Infinity;
  let inside = false;
  const n = contour.length;
  let px = contour[n - 2];
  let py = contour[n - 1];
  for (let i = 0; i < n; i += 2) {
    const qx = contour[i];
    const qy = contour[i + 1];
    const ex = qx - px;
    const ey = qy - py;
    const wx = x - px;
    const wy = y - py;
    const length = ex * ex + ey * ey;
    let t = length > 0 ? (wx * ex + wy * ey) / length : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    const dx = wx - t * ex;
    const dy = wy - t * ey;
    const squared = dx * dx + dy * dy;
    if (squared < nearest) nearest = squared;
    if (py > y !== qy > y && x < (ex * (y - py)) / ey + px) inside = !inside;
    px = qx;
    py = qy;
  }
  return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
}
