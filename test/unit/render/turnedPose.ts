import type { Pose } from '../../../src/core/faceTrack.js';
import { canonicalPoints, EYE_PIXELS } from './syntheticFace.js';

const CENTRE = 100;

/** The canonical face turned to the picture's right by `yaw` radians. */
export function turnedPose(yaw: number): Pose {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  const rotation = Float64Array.of(cos, 0, sin, 0, 1, 0, -sin, 0, cos);
  const at = [CENTRE, CENTRE, 0];
  const translation = Float64Array.from([0, 1, 2], (row) =>
    at.reduce((sum, value, k) => sum - (rotation[3 * row + k] * value) / EYE_PIXELS, 0),
  );
  return { scale: 1 / EYE_PIXELS, rotation, translation, yaw, pitch: 0, roll: 0 };
}

/** The mean face's first 468 points as that pose shows them: x and y a landmark, pixels. */
export function seenFrom({ rotation: r, scale }: Pose): Float32Array {
  return Float32Array.from({ length: 2 * 468 }, (_, i) => {
    const axis = i % 2;
    const point = 3 * (i >> 1);
    const along = [0, 1, 2].reduce(
      (sum, k) => sum + r[3 * k + axis] * canonicalPoints[point + k],
      0,
    );
    return CENTRE + along / scale;
  });
}
