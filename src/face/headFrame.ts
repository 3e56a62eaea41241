import { LANDMARK_FLOATS } from '../core/faceTrack.js';

/** Numbers of a head in one frame: centre x, y, then the axis across the face x, y; pixels. */
export const HEAD_FLOATS = 4;

/** Still points of both sides of the face, in pairs: eye corners, brows, temples. */
const RIGHT = [33, 133, 70, 46, 107, 127, 234] as const;
const LEFT = [263, 362, 300, 276, 336, 356, 454] as const;

/**
 * Rewrites landmarks (frames x 478 x 3 pixels) as seen from the head, and says where the head is in
 * `heads`: moved to its centre, turned and scaled so that the axis between the face's sides is
 * (1, 0). What remains is expression, turning and nodding, in lengths of that axis.
 */
export function intoHead(track: Float32Array, heads: Float64Array): void {
  for (let base = 0, h = 0; base < track.length; base += LANDMARK_FLOATS, h += HEAD_FLOATS) {
    measureHead(track, base, heads, h);
    const [centerX, centerY, axisX, axisY] = heads.subarray(h, h + HEAD_FLOATS);
    const square = axisX * axisX + axisY * axisY;
    const length = Math.sqrt(square);
    for (let i = base; i < base + LANDMARK_FLOATS; i += 3) {
      const x = track[i] - centerX;
      const y = track[i + 1] - centerY;
      track[i] = (x * axisX + y * axisY) / square;
      track[i + 1] = (y * axisX - x * axisY) / square;
      track[i + 2] /= length;
    }
  }
}

/** The inverse of `intoHead`. */
export function outOfHead(track: Float32Array, heads: Float64Array): void {
  for (let base = 0, h = 0; base < track.length; base += LANDMARK_FLOATS, h += HEAD_FLOATS) {
    const [centerX, centerY, axisX, axisY] = heads.subarray(h, h + HEAD_FLOATS);
    const length = Math.hypot(axisX, axisY);
    for (let i = base; i < base + LANDMARK_FLOATS; i += 3) {
      const u = track[i];
      const v = track[i + 1];
      track[i] = centerX + u * axisX - v * axisY;
      track[i + 1] = centerY + u * axisY + v * axisX;
      track[i + 2] *= length;
    }
  }
}

function measureHead(track: Float32Array, base: number, heads: Float64Array, h: number): void {
  const right = meanOf(track, base, RIGHT);
  const left = meanOf(track, base, LEFT);
  heads[h] = (left.x + right.x) / 2;
  heads[h + 1] = (left.y + right.y) / 2;
  heads[h + 2] = left.x - right.x;
  heads[h + 3] = left.y - right.y;
  // Coinciding sides are no face; any axis keeps the numbers finite.
  if (heads[h + 2] === 0 && heads[h + 3] === 0) heads[h + 2] = 1;
}

function meanOf(track: Float32Array, base: number, points: readonly number[]) {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += track[base + 3 * point];
    y += track[base + 3 * point + 1];
  }
  return { x: x / points.length, y: y / points.length };
}
