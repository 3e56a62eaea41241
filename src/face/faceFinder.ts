import type { ColorCoding, YuvFrame } from '../core/frame.js';
import type { Model } from '../core/model.js';
import { FaceDetector, type Detection } from './detector.js';
import {
  FaceLandmarker,
  squareOfDetection,
  squareOfLandmarks,
  type LocatedFace,
} from './landmarker.js';
import type { Square } from './patchSampler.js';

/** Below this the mesh says that it does not look at a face. */
const MIN_SCORE = 0.5;
/** How many detections are tried before a picture counts as one without a face. */
const MAX_TRIES = 4;

/** Which of several faces to take: the smallest cost wins; Infinity refuses a face. */
export type FaceCost = (square: Square) => number;

/** Finds one face in a picture of which nothing is known, by detector and then mesh. */
export class FaceFinder {
  private readonly detector: FaceDetector;
  private readonly landmarker: FaceLandmarker;

  constructor(detector: Model, landmarks: Model, color: ColorCoding) {
    this.detector = new FaceDetector(detector, color);
    this.landmarker = new FaceLandmarker(landmarks, color);
  }

  detect(frame: YuvFrame): Promise<Detection[]> {
    return this.detector.detect(frame);
  }

  /** The face that costs least, or undefined where none is accepted. */
  async find(frame: YuvFrame, cost: FaceCost): Promise<LocatedFace | undefined> {
    const squares = (await this.detect(frame))
      .map((detection) => squareOfDetection(detection))
      .filter((square) => cost(square) < Infinity)
      .sort((a, b) => cost(a) - cost(b));
    for (const square of squares.slice(0, MAX_TRIES)) {
      // The detector's square is rough: the mesh looks again in the square of its first answer.
      const rough = await this.locate(frame, square);
      const face = rough && (await this.locate(frame, squareOfLandmarks(rough.landmarks)));
      if (face) return face;
    }
    return undefined;
  }

  /** The face in a square that is already known, or undefined where there is none. */
  async locate(frame: YuvFrame, square: Square): Promise<LocatedFace | undefined> {
    const face = await this.landmarker.locate(frame, square);
    return face.score >= MIN_SCORE ? face : undefined;
  }
}

/** Largest first. */
export function bySize(square: Square): number {
  return -square.size;
}

/** Nearest in place and size to a square seen before, in units of its size. */
export function byLikeness(known: Square): FaceCost {
  return (square) => step(known, square);
}

/** How far a face goes from one square to another: its way over its size, and its growth. */
export function step(from: Square, to: Square): number {
  const way = Math.hypot(to.centerX - from.centerX, to.centerY - from.centerY);
  return way / from.size + Math.abs(Math.log(to.size / from.size));
}
