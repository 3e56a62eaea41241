import type { Pose } from '../../core/faceTrack.js';
import { allocateFrame, chromaWidth, type Box, type YuvFrame } from '../../core/frame.js';
import { LIP_INNER, LIP_OUTER } from '../../core/landmarkSets.js';
import type { Affine } from '../affine.js';
import { lipShareInside } from './lipShare.js';
import { trimLips } from './lipTrim.js';
import { findSeam, type MouthSeam } from './mouthSeam.js';
import { skinLuma } from './mouthTone.js';
import { skullFrame } from '../skullFrame.js';

/** Contour points a patch is aligned by: the inner lip ring, then the outer. */
export const LIP_POINTS: readonly number[] = [...LIP_INNER, ...LIP_OUTER];
/** A patch reaches beyond the outer lips by this share of the mouth's width. */
const MARGIN = 0.18;

/** A mouth open by as much (square eye distances: half wide, a tenth high) shows its inside ... */
const SHOWN_AREA = 0.04;
/** ... unless nearly all of that looks like lip. */
const SHOWN_LIP = 0.9;

/** The mouth of one source frame: its pixels, and where the lips are in them. */
export interface MouthPatch {
  /** Index of the source frame it was taken from. */
  readonly frameIndex: number;
  readonly picture: YuvFrame;
  /** LIP_INNER where the lips really end, x and y a point, in the patch's pixels. */
  readonly inner: Float32Array;
  /** What is really open of the opening that the landmarks (and the key) tell of, 0..1. */
  readonly open: number;
  /** Skull frame to the patch's pixels. */
  readonly skull: Affine;
  /** Where it comes apart when it is to be opened further. */
  readonly seam: MouthSeam;
  /** What it is chosen by. */
  readonly key: MouthKey;
  /** How far it agrees with the actor's other mouths of like lips, 0..1 (`agreementOf`). */
  readonly agreement: number;
  /** Luma of the dark inside in this picture's light, by all of the actor's mouths. */
  readonly dark: number;
  /** Share of its inside that looks like lip. */
  readonly lipShare: number;
  /** Mean luma of the cheeks, to match light between frames. */
  readonly skinLuma: number;
}

/** Where the lips and the jaw stand before the teeth, and the head's pose; comparable between frames. */
export interface MouthKey {
  /**
   * Canonical eye distances: the upper lip's inner edge below the nose base; how far the inner lips are
   * apart in the middle, and halfway to the corners; from corner to corner; the chin below the nose base.
   */
  readonly state: Float32Array;
  readonly yaw: number;
  readonly pitch: number;
  /** Distance of the inner lips in the middle, eye distances. */
  readonly aperture: number;
  /** Area between the inner lips, square eye distances. */
  readonly area: number;
  /** Number of the shot in the video, from 0: light, place or person may change with it. */
  readonly shot: number;
}

/** Copies the mouth out of a frame. @param landmarks 478 x 3, upright pixels */
export function cutMouthPatch(
  frame: YuvFrame,
  landmarks: Float32Array,
  pose: Pose,
  key: MouthKey,
  frameIndex: number,
): MouthPatch {
  const lips = lipPositions(landmarks);
  const box = patchBox(lips, frame);
  const skull = skullFrame(landmarks, pose);
  const inner = trimLips(frame, lips);
  const told = contourArea(lips.subarray(0, inner.length));
  const open = told > 0 ? Math.max(0, Math.min(1, contourArea(inner) / told)) : 1;
  const lipShare = lipShareInside(frame, inner, lips, skull);
  const seam = findSeam(frame, inner, skull);
  for (let i = 0; i < inner.length; i += 2) {
    inner[i] -= box.x0;
    inner[i + 1] -= box.y0;
  }
  return {
    frameIndex,
    picture: copyBox(frame, box),
    inner,
    open,
    skull: { ...skull, c: skull.c - box.x0, f: skull.f - box.y0 },
    seam,
    key,
    agreement: 1,
    dark: Math.min(...seam.lumas),
    lipShare,
    skinLuma: skinLuma(frame, landmarks),
  };
}

/**
 * Whether an actor's own patches will do for every mouth. One kind of teeth is kept to for a whole
 * video: own ones stretched look more like a person than a change to drawn ones.
 */
export function showsInside(patches: readonly MouthPatch[]): boolean {
  return patches.some(({ key, lipShare }) => key.area > SHOWN_AREA && lipShare < SHOWN_LIP);
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

/** Area of a closed contour in the order of LIP_INNER; less than 0 where the lips cross. */
export function contourArea(points: Float32Array): number {
  let twice = 0;
  for (let i = 0; i < points.length; i += 2) {
    const j = (i + 2) % points.length;
    twice += points[j] * points[i + 1] - points[i] * points[j + 1];
  }
  return twice / 2;
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
