import type { Pose } from '../core/faceTrack.js';
import { FACE_OVAL, MOVED } from '../core/landmarkSets.js';
import { movedOffset } from '../core/lowerFace.js';

/**
 * Where in a frame a net's square picture lies: a rectangle that is turned with the head, in pixels; (0, 0) is the
 * top left corner of the first pixel.
 */
export interface FaceCrop {
  readonly centerX: number;
  readonly centerY: number;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise in the picture. */
  readonly rotation: number;
}

/** A face as it lies in a frame. */
export interface PosedFace {
  /** 478 x 3, upright pixels, smoothed. */
  readonly landmarks: Float32Array;
  readonly pose: Pose;
  /**
   * This person's closed-mouth lower face in canonical space, MOVED order. With it the crop does not move with the
   * jaw; without it, it does, as those did that Wav2Lip was trained on.
   */
  readonly neutral?: Float32Array | undefined;
}

/**
 * Shares of the face's outline that are added at its sides and below. Wav2Lip learnt from the boxes of the S3FD
 * detector, which are marked from forehead to chin and between the cheeks, as the mesh's outline runs; it is run with
 * ten pixels more below the chin, where faces were about 170 pixels high.
 */
const BESIDE = 0.02;
const BELOW = 0.06;

/**
 * The rectangle that a net which learnt from S3FD's boxes expects around a face. Like these it is stretched to a
 * square; unlike them it is turned with the head: people tilt theirs more than those that such nets learnt from,
 * and the half that is blackened then ends parallel to the mouth.
 *
 * It follows the head, not the mouth: its edges come from points that speech does not move and from the jaw at rest,
 * each a mean of three neighbours, so that noise of landmarks is seen by half.
 */
export function faceCrop({ landmarks, pose, neutral }: PosedFace): FaceCrop {
  const { roll } = pose;
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  const outline = outlineOf(landmarks, pose, neutral);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const n = FACE_OVAL.length;
  for (let i = 0; i < n; i++) {
    let [u, v] = [0, 0];
    for (const at of [(i + n - 1) % n, i, (i + 1) % n]) {
      u += (outline[2 * at] * cos + outline[2 * at + 1] * sin) / 3;
      v += (outline[2 * at + 1] * cos - outline[2 * at] * sin) / 3;
    }
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  bottom += BELOW * (bottom - top);
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    centerX: u * cos - v * sin,
    centerY: u * sin + v * cos,
    width: (right - left) * (1 + 2 * BESIDE),
    height: bottom - top,
    rotation: roll,
  };
}

const moved = new Set(MOVED);

/** FACE_OVAL in the frame, x, y a point; those that speech moves at rest, where that is known. */
function outlineOf(
  landmarks: Float32Array,
  { scale, rotation: r, translation: t }: Pose,
  neutral: Float32Array | undefined,
): Float64Array {
  const outline = new Float64Array(2 * FACE_OVAL.length);
  FACE_OVAL.forEach((landmark, i) => {
    outline[2 * i] = landmarks[3 * landmark];
    outline[2 * i + 1] = landmarks[3 * landmark + 1];
    if (neutral === undefined || !moved.has(landmark)) return;
    const at = movedOffset(landmark);
    const [x, y, z] = [0, 1, 2].map((axis) => (neutral[at + axis] - t[axis]) / scale);
    outline[2 * i] = r[0] * x + r[3] * y + r[6] * z;
    outline[2 * i + 1] = r[1] * x + r[4] * y + r[7] * z;
  });
  return outline;
}
