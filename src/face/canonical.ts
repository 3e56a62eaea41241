import { LANDMARK_FLOATS, LANDMARKS, type Pose } from '../core/faceTrack.js';
import { STABLE } from '../core/landmarkSets.js';

/** The mean face that spans canonical space: 478 points, flat x, y, z. */
export interface CanonicalFace {
  readonly points: Float64Array;
}

/**
 * Validates the parsed models/canonical-face.json: `{ landmarks: 478, points: [[x, y, z], ...] }`.
 * Throws TypeError where it is anything else.
 */
export function parseCanonicalFace(json: unknown): CanonicalFace {
  const list: unknown =
    typeof json === 'object' && json !== null && 'points' in json ? json.points : undefined;
  if (!Array.isArray(list) || list.length !== LANDMARKS) {
    throw new TypeError(`the canonical face needs ${LANDMARKS} points`);
  }
  const points = new Float64Array(LANDMARK_FLOATS);
  list.forEach((point: unknown, index) => {
    if (!isPoint(point))
      throw new TypeError(`the canonical face's point ${index} is not [x, y, z]`);
    points.set(point, 3 * index);
  });
  return { points };
}

function isPoint(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.length === 3 && value.every((number) => Number.isFinite(number))
  );
}

/**
 * Least-squares similarity from the STABLE landmarks to the canonical face's: Horn, "Closed-form
 * solution of absolute orientation using unit quaternions" (1987), with the scale of Umeyama (1991).
 * `landmarks` are 478 points in pixels. Throws RangeError where the points coincide or are not finite.
 */
export function fitPose(landmarks: Float32Array, canonical: CanonicalFace): Pose {
  const target = canonical.points;
  const from = centroid(landmarks);
  const to = centroid(target);
  // Cross-covariance m[3 * i + j] = sum of source_i * target_j, and the source's spread.
  const m = new Float64Array(9);
  let spread = 0;
  for (const index of STABLE) {
    for (let i = 0; i < 3; i++) {
      const source = landmarks[3 * index + i] - from[i];
      spread += source * source;
      for (let j = 0; j < 3; j++) m[3 * i + j] += source * (target[3 * index + j] - to[j]);
    }
  }
  if (!(spread > 0 && spread < Infinity)) throw new RangeError('the landmarks have no extent');
  const { value, vector } = largestEigen(hornMatrix(m));
  const rotation = rotationOf(vector);
  const scale = value / spread;
  const translation = new Float64Array(3);
  for (let i = 0; i < 3; i++) {
    translation[i] = to[i] - scale * dot3(rotation, 3 * i, from);
  }
  return {
    scale,
    rotation,
    translation,
    // The face looks along canonical -z; in the picture that is minus the rotation's third row.
    yaw: Math.atan2(-rotation[6], rotation[8]),
    pitch: Math.asin(Math.max(-1, Math.min(1, rotation[7]))),
    // The picture's direction of the canonical x axis is the rotation's first row.
    roll: Math.atan2(rotation[1], rotation[0]),
  };
}

/** Pixels between the outer eye corners, head turn taken out. */
export function eyeDistance(pose: Pose): number {
  return 1 / pose.scale;
}

/** canonical = scale * R * p + t for every point of `points` (flat x, y, z); `out` may be `points`. */
export function toCanonical<Out extends Float32Array | Float64Array>(
  points: Float32Array,
  pose: Pose,
  out: Out,
): Out {
  const { scale, rotation: r, translation: t } = pose;
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i];
    const y = points[i + 1];
    const z = points[i + 2];
    out[i] = scale * (r[0] * x + r[1] * y + r[2] * z) + t[0];
    out[i + 1] = scale * (r[3] * x + r[4] * y + r[5] * z) + t[1];
    out[i + 2] = scale * (r[6] * x + r[7] * y + r[8] * z) + t[2];
  }
  return out;
}

/** Picks points by landmark index: `out[k] = points[indices[k]]`. */
export function gatherPoints(
  points: Float32Array,
  indices: readonly number[],
  out = new Float32Array(3 * indices.length),
): Float32Array {
  indices.forEach((index, k) => {
    out[3 * k] = points[3 * index];
    out[3 * k + 1] = points[3 * index + 1];
    out[3 * k + 2] = points[3 * index + 2];
  });
  return out;
}

function centroid(points: Float32Array | Float64Array): Float64Array {
  const sum = new Float64Array(3);
  for (const index of STABLE) for (let i = 0; i < 3; i++) sum[i] += points[3 * index + i];
  return sum.map((value) => value / STABLE.length);
}

function dot3(matrix: Float64Array, offset: number, vector: Float64Array): number {
  return (
    matrix[offset] * vector[0] + matrix[offset + 1] * vector[1] + matrix[offset + 2] * vector[2]
  );
}

/** Horn's symmetric 4x4 matrix N of a cross-covariance; its largest eigenvector is the rotation. */
function hornMatrix(m: Float64Array): Float64Array {
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = m;
  return Float64Array.of(
    ...[xx + yy + zz, yz - zy, zx - xz, xy - yx],
    ...[yz - zy, xx - yy - zz, xy + yx, zx + xz],
    ...[zx - xz, xy + yx, yy - xx - zz, yz + zy],
    ...[xy - yx, zx + xz, yz + zy, zz - xx - yy],
  );
}

/** Cyclic Jacobi on a symmetric 4x4 matrix (overwritten); converges in a handful of sweeps. */
function largestEigen(a: Float64Array): { value: number; vector: Float64Array } {
  const v = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    let on = 0;
    for (let i = 0; i < 16; i++) {
      if (i % 5 === 0) on += a[i] * a[i];
      else off += a[i] * a[i];
    }
    if (off <= 1e-30 * on) break;
    for (let p = 0; p < 3; p++) for (let q = p + 1; q < 4; q++) rotatePlane(a, v, p, q);
  }
  let best = 0;
  for (let i = 1; i < 4; i++) if (a[5 * i] > a[5 * best]) best = i;
  return {
    value: a[5 * best],
    vector: Float64Array.of(v[best], v[4 + best], v[8 + best], v[12 + best]),
  };
}

/** One Jacobi rotation that zeroes a[p][q]; `v` gathers the eigenvectors as columns. */
function rotatePlane(a: Float64Array, v: Float64Array, p: number, q: number): void {
  const apq = a[4 * p + q];
  if (apq === 0) return;
  const theta = (a[5 * q] - a[5 * p]) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < 4; k++) {
    const kp = a[4 * k + p];
    const kq = a[4 * k + q];
    a[4 * k + p] = c * kp - s * kq;
    a[4 * k + q] = s * kp + c * kq;
  }
  for (let k = 0; k < 4; k++) {
    const pk = a[4 * p + k];
    const qk = a[4 * q + k];
    a[4 * p + k] = c * pk - s * qk;
    a[4 * q + k] = s * pk + c * qk;
    const vp = v[4 * k + p];
    const vq = v[4 * k + q];
    v[4 * k + p] = c * vp - s * vq;
    v[4 * k + q] = s * vp + c * vq;
  }
}

/** Row-major rotation matrix of a unit quaternion (w, x, y, z). */
function rotationOf([w, x, y, z]: Float64Array): Float64Array {
  return Float64Array.of(
    ...[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    ...[2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    ...[2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  );
}
