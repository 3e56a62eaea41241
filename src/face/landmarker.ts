import { LANDMARK_FLOATS } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { EYE_OUTER_LEFT, EYE_OUTER_RIGHT } from '../core/landmarkSets.js';
import type { Model } from '../core/model.js';
import type { Detection } from './detector.js';
import { PatchSampler, type Square } from './patchSampler.js';

/** Pixels of the attention mesh's input. */
const SIDE = 192;
/** The square around a face is half as large again as the face (MediaPipe's face_landmark graph). */
export const FACE_MARGIN = 1.5;

export interface LocatedFace {
  /** 478 points, flat x, y, z, in upright pixels; a fresh array. */
  readonly landmarks: Float32Array;
  /** 0..1: whether this is a face at all. */
  readonly score: number;
}

/** A face mesh, by default the attention mesh: landmarks in a square that holds one face. */
export class FaceLandmarker {
  private readonly input: { readonly dims: readonly number[]; readonly data: Float32Array };
  private readonly sampler: PatchSampler;

  /**
   * `model`: image [1, 3, side, side] in 0..1 -> landmarks [1, 478, 3] in input pixels, score [1, 1].
   */
  constructor(
    private readonly model: Model,
    color: ColorCoding,
    private readonly side = SIDE,
  ) {
    this.input = { dims: [1, 3, side, side], data: new Float32Array(3 * side * side) };
    this.sampler = new PatchSampler({ side, color, gain: 1, offset: 0, outside: 'replicate' });
  }

  async locate(frame: YuvFrame, square: Square): Promise<LocatedFace> {
    this.sampler.sample(frame, square, this.input.data);
    const { landmarks, score } = await this.model.run({ image: this.input });
    return { landmarks: fromPatch(landmarks.data, square, this.side), score: score.data[0] };
  }
}

/** Landmarks in pixels of the patch to landmarks in pixels of the picture. */
export function fromPatch(points: Float32Array, square: Square, side = SIDE): Float32Array {
  const scale = square.size / side;
  const cos = Math.cos(square.rotation) * scale;
  const sin = Math.sin(square.rotation) * scale;
  const out = new Float32Array(LANDMARK_FLOATS);
  for (let i = 0; i < LANDMARK_FLOATS; i += 3) {
    const u = points[i] - side / 2;
    const v = points[i + 1] - side / 2;
    out[i] = square.centerX + u * cos - v * sin;
    out[i + 1] = square.centerY + u * sin + v * cos;
    out[i + 2] = points[i + 2] * scale;
  }
  return out;
}

/** The square to look for landmarks in, turned so that the eyes lie level. */
export function squareOfDetection({ centerX, centerY, size, keypoints }: Detection): Square {
  const rotation = Math.atan2(keypoints[3] - keypoints[1], keypoints[2] - keypoints[0]);
  return { centerX, centerY, size: size * FACE_MARGIN, rotation };
}

/** The square for the next frame: around this frame's landmarks, turned with the eyes. */
export function squareOfLandmarks(landmarks: Float32Array): Square {
  const right = 3 * EYE_OUTER_RIGHT;
  const left = 3 * EYE_OUTER_LEFT;
  const rotation = Math.atan2(
    landmarks[left + 1] - landmarks[right + 1],
    landmarks[left] - landmarks[right],
  );
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  let minU = Infinity;
  let maxU = -Infinity;
  let minV = Infinity;
  let maxV = -Infinity;
  for (let i = 0; i < landmarks.length; i += 3) {
    const u = landmarks[i] * cos + landmarks[i + 1] * sin;
    const v = landmarks[i + 1] * cos - landmarks[i] * sin;
    if (u < minU) minU = u;
    if (u > maxU) maxU = u;
    if (v < minV) minV = v;
    if (v > maxV) maxV = v;
  }
  const u = (minU + maxU) / 2;
  const v = (minV + maxV) / 2;
  return {
    centerX: u * cos - v * sin,
    centerY: u * sin + v * cos,
    size: Math.max(maxU - minU, maxV - minV) * FACE_MARGIN,
    rotation,
  };
}
