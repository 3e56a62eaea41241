import type { Pose } from '../core/faceTrack.js';

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
  /** This person's closed-mouth lower face in canonical space, MOVED order: with it jaw and crop are independent. */
  readonly neutral?: Float32Array | undefined;
}

/** The rectangle that a net which learnt from S3FD's boxes expects around a face. */
export function faceCrop(face: PosedFace): FaceCrop {
  void face;
  throw new Error('to come');
}
