import type { Pose } from '../core/faceTrack.js';
import type { Affine } from './affine.js';

/** Landmarks about the nostrils: near the mouth, and not moved by speech. */
const NOSE_BASE = [2, 97, 326, 98, 327] as const;
/** How far the front teeth lie behind the nose base, eye distances (canonical z). */
const TEETH_DEPTH = 0.05;

/** Height of the nose base in canonical space. @param canonical 478 x 3 */
export function noseBase(canonical: Float32Array): number {
  return (
    NOSE_BASE.reduce((sum, landmark) => sum + canonical[3 * landmark + 1], 0) / NOSE_BASE.length
  );
}

/**
 * The plane of the upper front teeth, which are fixed to the skull: origin at the nose base, x and y
 * along canonical space's, in eye distances. What keeps its place in it moves as the head does,
 * whatever the lips do. Gives the map from the plane to upright pixels.
 * @param landmarks 478 x 3, upright pixels
 */
export function skullFrame(landmarks: Float32Array, pose: Pose): Affine {
  const { rotation: r, scale } = pose;
  let [x, y] = [0, 0];
  for (const landmark of NOSE_BASE) {
    x += landmarks[3 * landmark] / NOSE_BASE.length;
    y += landmarks[3 * landmark + 1] / NOSE_BASE.length;
  }
  return {
    a: r[0] / scale,
    b: r[3] / scale,
    c: x + (TEETH_DEPTH * r[6]) / scale,
    d: r[1] / scale,
    e: r[4] / scale,
    f: y + (TEETH_DEPTH * r[7]) / scale,
  };
}
