import { CUBIC_PHASES, CUBIC_WEIGHTS } from '../pixels/cubicWeights.js';

/**
 * Bicubic (Catmull-Rom) sample of an 8-bit plane. Pixel centres lie on integers; beyond the border
 * the border repeats. Not clamped: may overshoot 0..255.
 */
export function sampleCubic(
  plane: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  if (ix < 1 || iy < 1 || ix > width - 3 || iy > height - 3) {
    return sampleLinear(plane, width, height, x, y);
  }
  const px = Math.round((x - ix) * CUBIC_PHASES) * 4;
  const py = Math.round((y - iy) * CUBIC_PHASES) * 4;
  const w0 = CUBIC_WEIGHTS[px];
  const w1 = CUBIC_WEIGHTS[px + 1];
  const w2 = CUBIC_WEIGHTS[px + 2];
  const w3 = CUBIC_WEIGHTS[px + 3];
  let at = (iy - 1) * width + ix - 1;
  let sum = 0;
  for (let row = 0; row < 4; row++, at += width) {
    sum +=
      CUBIC_WEIGHTS[py + row] *
      (w0 * plane[at] + w1 * plane[at + 1] + w2 * plane[at + 2] + w3 * plane[at + 3]);
  }
  return sum;
}

/** Bilinear sample of an 8-bit plane, borders repeated. */
export function sampleLinear(
  plane: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const ix = Math.floor(cx);
  const iy = Math.floor(cy);
  const fx = cx - ix;
  const fy = cy - iy;
  const right = ix + 1 < width ? 1 : 0;
  const down = iy + 1 < height ? width : 0;
  const at = iy * width + ix;
  const top = plane[at] * (1 - fx) + plane[at + right] * fx;
  const bottom = plane[at + down] * (1 - fx) + plane[at + down + right] * fx;
  return top * (1 - fy) + bottom * fy;
}
