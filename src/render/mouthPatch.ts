import { allocateFrame, chromaWidth, type Box, type YuvFrame } from '../core/frame.js';
import { LIP_INNER, LIP_OUTER } from '../core/landmarkSets.js';
import { sampleLinear } from './sampling.js';

/** Contour points a patch is aligned by: the inner lip ring, then the outer. */
export const LIP_POINTS: readonly number[] = [...LIP_INNER, ...LIP_OUTER];
/** A patch reaches beyond the outer lips by this share of the mouth's width. */
const MARGIN = 0.18;

/** The mouth of one source frame: its pixels, and where the lips are in them. */
export interface MouthPatch {
  /** Index of the source frame it was taken from. */
  readonly frameIndex: number;
  readonly picture: YuvFrame;
  /** LIP_POINTS, x and y a point, in the patch's pixels. */
  readonly lips: Float32Array;
  /** What it is chosen by. */
  readonly key: MouthKey;
  /** Mean luma along the outer lip contour, to match light between frames. */
  readonly lipLuma: number;
}

/** Inner-lip shape and head pose, comparable between frames. */
export interface MouthKey {
  /** LIP_INNER x, y about their mean, canonical eye distances. */
  readonly shape: Float32Array;
  readonly yaw: number;
  readonly pitch: number;
  /** Distance of the inner lips in the middle, eye distances. */
  readonly aperture: number;
  /** Number of the shot in the video, from 0: light, place or person may change with it. */
  readonly shot: number;
}

/** Copies the mouth out of a frame. @param landmarks 478 x 3, upright pixels */
export function cutMouthPatch(
  frame: YuvFrame,
  landmarks: Float32Array,
  key: MouthKey,
  frameIndex: number,
): MouthPatch {
  const lips = lipPositions(landmarks);
  const box = patchBox(lips, frame);
  const picture = copyBox(frame, box);
  const lipLuma = meanLipLuma(frame, lips);
  for (let i = 0; i < lips.length; i += 2) {
    lips[i] -= box.x0;
    lips[i + 1] -= box.y0;
  }
  return { frameIndex, picture, lips, key, lipLuma };
}

/** LIP_POINTS of a face, x and y a point. @param landmarks 478 x 3 */
export function lipPositions(landmarks: Float32Array): Float32Array {
  const out = new Float32Array(LIP_POINTS.length * 2);
  LIP_POINTS.forEach((landmark, i) => {
    out[2 * i] = landmarks[3 * landmark];
    out[2 * i + 1] = landmarks[3 * landmark + 1];
  });
  return out;
}

/** Mean luma along the outer lip contour. @param lips LIP_POINTS in the frame's pixels */
export function meanLipLuma(frame: YuvFrame, lips: Float32Array): number {
  let sum = 0;
  for (let i = LIP_INNER.length; i < LIP_POINTS.length; i++) {
    sum += sampleLinear(frame.y, frame.width, frame.height, lips[2 * i], lips[2 * i + 1]);
  }
  return sum / LIP_OUTER.length;
}

/** Even corners, so that the chroma planes cut cleanly. */
function patchBox(lips: Float32Array, frame: YuvFrame): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lips.length; i += 2) {
    left = Math.min(left, lips[i]);
    right = Math.max(right, lips[i]);
    top = Math.min(top, lips[i + 1]);
    bottom = Math.max(bottom, lips[i + 1]);
  }
  const margin = MARGIN * (right - left) + 2;
  const clampX = (x: number): number => Math.max(0, Math.min(frame.width, x));
  const clampY = (y: number): number => Math.max(0, Math.min(frame.height, y));
  const x0 = Math.min(clampX(Math.floor(left - margin)), Math.max(0, frame.width - 8)) & ~1;
  const y0 = Math.min(clampY(Math.floor(top - margin)), Math.max(0, frame.height - 8)) & ~1;
  return {
    x0,
    y0,
    x1: clampX(Math.max(x0 + 8, Math.ceil(right + margin))),
    y1: clampY(Math.max(y0 + 8, Math.ceil(bottom + margin))),
  };
}

function copyBox(frame: YuvFrame, box: Box): YuvFrame {
  const out = allocateFrame(box.x1 - box.x0, box.y1 - box.y0);
  copyPlane(frame.y, frame.width, box.x0, box.y0, out.y, out.width);
  const from = chromaWidth(frame.width);
  const to = chromaWidth(out.width);
  copyPlane(frame.u, from, box.x0 >> 1, box.y0 >> 1, out.u, to);
  copyPlane(frame.v, from, box.x0 >> 1, box.y0 >> 1, out.v, to);
  return out;
}

function copyPlane(
  plane: Uint8Array,
  stride: number,
  x0: number,
  y0: number,
  out: Uint8Array,
  width: number,
): void {
  for (let at = 0, row = y0; at < out.length; at += width, row++) {
    out.set(plane.subarray(row * stride + x0, row * stride + x0 + width), at);
  }
}
