import type { Pose } from '../core/faceTrack.js';
import { FACE_OVAL, MOVED } from '../core/landmarkSets.js';

/** A face as a lip model sees it: an upright rectangle of the head, turned with it in the picture. Pixels. */
export interface FaceCrop {
  readonly centerX: number;
  readonly centerY: number;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise in the picture. */
  readonly rotation: number;
}

/**
 * Below the chin, as a share of the face's height: Wav2Lip was trained on boxes of a face detector that end there,
 * and ten pixels more (`--pads 0 10 0 0` is the default of its inference).
 */
const BELOW_CHIN = 0.05;

const MOVED_AT = new Map(MOVED.map((landmark, i) => [landmark, 3 * i]));

/**
 * The outline of somebody's head with the mouth shut: the crop is made of this and the head's pose, so it does not
 * move with the jaw, nor tremble with the landmarks of single frames.
 * @param canonical 468 x 3 or more, of an average face, canonical space
 * @param neutral the person's closed-mouth lower face, MOVED order
 * @returns FACE_OVAL x 3, canonical space
 */
export function headOutline(canonical: ArrayLike<number>, neutral: Float32Array): Float32Array {
  const outline = new Float32Array(FACE_OVAL.length * 3);
  FACE_OVAL.forEach((landmark, i) => {
    const own = MOVED_AT.get(landmark);
    for (let k = 0; k < 3; k++) {
      outline[3 * i + k] = own === undefined ? canonical[3 * landmark + k] : neutral[own + k];
    }
  });
  return outline;
}

/** Where the face is, as a lip model is to see it: stretched to a square, as it was trained on faces. */
export function faceCrop(outline: Float32Array, pose: Pose): FaceCrop {
  const { scale, rotation: r, translation: t } = pose;
  const rotation = Math.atan2(r[1], r[0]);
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < outline.length; i += 3) {
    const [a, b, c] = [outline[i] - t[0], outline[i + 1] - t[1], outline[i + 2] - t[2]];
    const x = (r[0] * a + r[3] * b + r[6] * c) / scale;
    const y = (r[1] * a + r[4] * b + r[7] * c) / scale;
    const [u, v] = [x * cos + y * sin, y * cos - x * sin];
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  bottom += BELOW_CHIN * (bottom - top);
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    centerX: u * cos - v * sin,
    centerY: u * sin + v * cos,
    width: right - left,
    height: bottom - top,
    rotation,
  };
}

/** From frames to a crop: its own coordinates go from 0 to 1 across it, and down it. */
export interface CropMap {
  readonly u0: number;
  readonly v0: number;
  readonly uPerX: number;
  readonly uPerY: number;
  readonly vPerX: number;
  readonly vPerY: number;
}

/** Coordinates in the crop are u0 + uPerX * x + uPerY * y, and so on. */
export function cropMap({ centerX, centerY, width, height, rotation }: FaceCrop): CropMap {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  const uPerX = cos / width;
  const uPerY = sin / width;
  const vPerX = -sin / height;
  const vPerY = cos / height;
  return {
    u0: 0.5 - uPerX * centerX - uPerY * centerY,
    v0: 0.5 - vPerX * centerX - vPerY * centerY,
    ...{ uPerX, uPerY, vPerX, vPerY },
  };
}
