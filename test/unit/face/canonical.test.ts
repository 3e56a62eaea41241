import { describe, expect, it } from 'vitest';
import { LANDMARKS, LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import {
  eyeDistance,
  fitPose,
  parseCanonicalFace,
  toCanonical,
} from '../../../src/face/canonical.js';

/** A bent sheet that stands for the mean face: needs no file, has depth. */
const sheet = Float64Array.from({ length: LANDMARK_FLOATS }, (_, k) => {
  const i = Math.floor(k / 3);
  const x = Math.sin(i * 1.7) * 0.6;
  return [x, Math.cos(i * 2.3) * 0.8, -0.4 * Math.cos(x * 2)][k % 3];
});
const canonical = { points: sheet };

/** The sheet turned by `yaw`, sized, moved, and shaken by `noise` pixels. */
function picture(yaw: number, scale: number, noise = 0): Float32Array {
  const out = new Float32Array(LANDMARK_FLOATS);
  const cos = Math.cos(yaw);
  const sin = Math.sin(yaw);
  for (let i = 0; i < LANDMARKS; i++) {
    const [x, y, z] = sheet.subarray(3 * i, 3 * i + 3);
    out[3 * i] = scale * (cos * x - sin * z) + 320 + noise * Math.sin(i * 0.9);
    out[3 * i + 1] = scale * y + 240 + noise * Math.cos(i * 1.1);
    out[3 * i + 2] = scale * (sin * x + cos * z) - 15 + noise * Math.sin(i * 0.5);
  }
  return out;
}

describe('fitPose', () => {
  it('agrees with an SVD fit computed in Python', () => {
    // numpy: the sheet rotated by yaw .35, pitch -.2, roll .15, times 120, plus a fixed wobble;
    // Umeyama's fit by np.linalg.svd over the stable points.
    const cos = Math.cos;
    const sin = Math.sin;
    const landmarks = new Float32Array(LANDMARK_FLOATS);
    for (let i = 0; i < LANDMARKS; i++) {
      const x = sin(i * 1.7) * 0.6;
      const y = cos(i * 2.3) * 0.8;
      const z = -0.4 * cos(sin(i * 1.7) * 1.2);
      const yawed = [cos(0.35) * x - sin(0.35) * z, y, sin(0.35) * x + cos(0.35) * z];
      const pitched = [
        yawed[0],
        cos(-0.2) * yawed[1] - sin(-0.2) * yawed[2],
        sin(-0.2) * yawed[1] + cos(-0.2) * yawed[2],
      ];
      landmarks[3 * i] =
        120 * (cos(0.15) * pitched[0] - sin(0.15) * pitched[1]) + 320 + 2 * sin(i * 0.9);
      landmarks[3 * i + 1] =
        120 * (sin(0.15) * pitched[0] + cos(0.15) * pitched[1]) + 240 + 1.5 * cos(i * 1.1);
      landmarks[3 * i + 2] = 120 * pitched[2] - 15 + 3 * sin(i * 0.5);
    }
    const pose = fitPose(landmarks, canonical);
    expect(pose.scale).toBeCloseTo(0.008299525276925722, 9);
    const rotation = [
      ...[0.9184940720678504, 0.20871944763757924, 0.3358643055671185],
      ...[-0.14419123404067158, 0.9676534710856072, -0.20701605715935367],
      ...[-0.36820853819818894, 0.14171433263378963, 0.9188794917311588],
    ];
    rotation.forEach((value, i) => {
      expect(pose.rotation[i]).toBeCloseTo(value, 6);
    });
    [-2.8107268041653057, -1.5725004619536935, 0.8145800207553053].forEach((value, i) => {
      expect(pose.translation[i]).toBeCloseTo(value, 5);
    });
    const points = toCanonical(landmarks, pose, new Float64Array(LANDMARK_FLOATS));
    const expected = [0.22636619973817007, -0.6295430682077227, -0.37553655050364964];
    expected.forEach((value, i) => {
      expect(points[3 * 477 + i]).toBeCloseTo(value, 5);
    });
  });

  it.each([-1.2, -0.4, 0, 0.3, 1.2])('finds yaw %f, size and canonical points', (yaw) => {
    const landmarks = picture(yaw, 150);
    const pose = fitPose(landmarks, canonical);
    expect(pose.yaw).toBeCloseTo(yaw, 5);
    expect(pose.roll).toBeCloseTo(0, 5);
    expect(eyeDistance(pose)).toBeCloseTo(150, 3);
    const points = toCanonical(landmarks, pose, new Float64Array(LANDMARK_FLOATS));
    expect(Math.max(...points.map((value, i) => Math.abs(value - sheet[i])))).toBeLessThan(1e-5);
  });

  it('never mirrors, even where mirrored points would fit better', () => {
    const mirrored = picture(0, 100).map((value, i) => (i % 3 === 0 ? 640 - value : value));
    const { rotation: r } = fitPose(mirrored, canonical);
    const determinant =
      r[0] * (r[4] * r[8] - r[5] * r[7]) -
      r[1] * (r[3] * r[8] - r[5] * r[6]) +
      r[2] * (r[3] * r[7] - r[4] * r[6]);
    expect(determinant).toBeCloseTo(1, 9);
  });

  it('refuses points without extent and points that are not numbers', () => {
    expect(() => fitPose(new Float32Array(LANDMARK_FLOATS), canonical)).toThrow(RangeError);
    expect(() => fitPose(new Float32Array(LANDMARK_FLOATS).fill(NaN), canonical)).toThrow(
      RangeError,
    );
  });
});

describe('parseCanonicalFace', () => {
  const points = Array.from({ length: LANDMARKS }, (_, i) => [i, 2 * i, 3 * i]);

  it('flattens the points', () => {
    expect([...parseCanonicalFace({ landmarks: 478, points }).points.subarray(3, 6)]).toEqual([
      1, 2, 3,
    ]);
  });

  it.each([
    null,
    [],
    { points: points.slice(1) },
    { points: points.map(() => [0, 0]) },
    { points: points.map(() => [0, 0, '0']) },
    { points: points.map(() => [0, 0, null]) },
  ])('refuses anything else', (json) => {
    expect(() => parseCanonicalFace(json)).toThrow(TypeError);
  });
});
