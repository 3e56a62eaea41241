import { readFileSync } from 'node:fs';
import type { Pose } from '../../../src/core/faceTrack.js';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { MOVED } from '../../../src/core/landmarkSets.js';

const table = JSON.parse(readFileSync('models/canonical-face.json', 'utf8')) as {
  readonly points: readonly (readonly number[])[];
};

/** The canonical face, 478 x 3, eye distances. */
export const canonicalPoints = Float64Array.from(table.points.flat());

export const EYE_PIXELS = 60;
const ORIGIN = { x: 100, y: 70 };

/** Seen straight from the front: canonical = p / EYE_PIXELS - origin. */
export const frontalPose: Pose = {
  scale: 1 / EYE_PIXELS,
  rotation: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
  translation: Float64Array.of(-ORIGIN.x / EYE_PIXELS, -ORIGIN.y / EYE_PIXELS, 0),
  yaw: 0,
  pitch: 0,
  roll: 0,
};

/** Landmarks of the canonical face in pixels of a 200 x 200 frame. */
export function frontalLandmarks(): Float32Array {
  return Float32Array.from(canonicalPoints, (value, i) =>
    i % 3 === 2 ? value * EYE_PIXELS : value * EYE_PIXELS + (i % 3 === 0 ? ORIGIN.x : ORIGIN.y),
  );
}

/** The canonical lower face, MOVED order. */
export function lowerFace(): Float32Array {
  return Float32Array.from(
    MOVED.flatMap((landmark) => [0, 1, 2].map((axis) => canonicalPoints[3 * landmark + axis])),
  );
}

/** 200 x 200, textured so that every shift shows. */
export function texturedFrame(): YuvFrame {
  const frame = allocateFrame(200, 200);
  for (let y = 0; y < 200; y++) {
    for (let x = 0; x < 200; x++) {
      frame.y[y * 200 + x] = 128 + 60 * Math.sin(x / 4) * Math.cos(y / 5);
    }
  }
  frame.u.fill(110);
  frame.v.fill(150);
  return frame;
}
