/** Points of the attention face mesh: 468 of the face and 5 of each iris. */
export const LANDMARKS = 478;
/** Numbers in one frame's landmarks: x, y in upright pixels, z in pixels of the same scale. */
export const LANDMARK_FLOATS = LANDMARKS * 3;

/**
 * Similarity between a frame and canonical space: canonical = scale * R * point + t.
 * Canonical space is a mean face in units of its eye distance (outer corners 33 and 263),
 * x right, y down, z away from the camera.
 */
export interface Pose {
  /** Eye distances a pixel. */
  readonly scale: number;
  /** Row-major 3x3 rotation. */
  readonly rotation: Float64Array;
  readonly translation: Float64Array;
  /** Radians; positive yaw turns the face to the picture's right. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** Why a frame has no usable face; `picture`: only a still picture of somebody, while a living person was seen. */
export const NO_FACE_REASONS = [
  'no-face',
  'profile',
  'too-small',
  'scene-cut',
  'picture',
  'covered',
] as const;
export type NoFaceReason = (typeof NO_FACE_REASONS)[number];

/** What the tracker says of one frame. */
export type TrackedFace =
  | { readonly kind: 'face'; readonly landmarks: Float32Array; readonly score: number }
  | { readonly kind: 'none'; readonly reason: NoFaceReason };

/** Where the user pointed at the face to follow: fractions of the upright picture, and a time. */
export interface FaceChoice {
  /** Seconds into the video. */
  readonly time: number;
  /** 0 left .. 1 right. */
  readonly x: number;
  /** 0 top .. 1 bottom. */
  readonly y: number;
}
