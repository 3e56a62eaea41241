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
import { quarterOf, type Quarter } from './upright.js';

/** What the detector says of a face that the mesh claims to see. */
export type Verdict = 'confirmed' | 'contradicted' | 'unseen';

/** Below this the mesh says that it does not look at a face. */
const MIN_SCORE = 0.5;
/**
 * Pixels of a picture's longer side from which the detector, which sees it at 192, may overlook a
 * face that is large enough to re-animate: it needs about 2.3 % of that side between the eyes.
 */
const LARGE_PICTURE = 960;
/**
 * A face that fills the picture is too large for the detector: it is seen in a square this much larger
 * than the picture's longer side.
 */
const CLOSE_UP_ZOOM = 2.5;
/** How many detections are tried before a picture counts as one without a face. */
const MAX_TRIES = 4;

/** The detector checks a face in a square this much larger than the mesh's. */
const CHECK_ZOOM = 1.6;
/**
 * Mean distance of eyes, nose and mouth between mesh and detector, in sizes of the detector's box,
 * beyond which the mesh has slipped off the face. On real clips it is .02 to .05, at most .1 on faces
 * in profile, and .25 to .5 where the mesh fits itself to a cheek.
 */
const MAX_DEVIATION = 0.15;

/** Which of several faces to take: the smallest cost wins; Infinity refuses a face. */
export type FaceCost = (square: Square) => number;

/** Finds one face in a picture of which nothing is known, by detector and then mesh. */
export class FaceFinder {
  private readonly detector: FaceDetector;
  private readonly landmarker: FaceLandmarker;
  /** How the people in the pictures are turned. */
  up: Quarter = 0;

  constructor(detector: Model, landmarks: Model, color: ColorCoding, landmarkSide?: number) {
    this.detector = new FaceDetector(detector, color);
    this.landmarker = new FaceLandmarker(landmarks, color, landmarkSide);
  }

  /** Where faces seem to be, the largest first. @param near whether one may fill the picture */
  async squares(frame: YuvFrame, near = true): Promise<Square[]> {
    return (await this.detect(frame, near)).map((detection) => squareOfDetection(detection));
  }

  /** Faces in the whole picture as the detector sees it at a glance, the largest first. */
  async glance(frame: YuvFrame): Promise<Detection[]> {
    return this.detector.detect(frame, wholeOf(frame, this.up));
  }

  /**
   * 0..1: how sure the detector is of a face that is turned so, to within 45 degrees.
   * @param zoom how large a square it is shown, in sizes of the picture
   */
  async sureness(frame: YuvFrame, quarter: Quarter, zoom: number): Promise<number> {
    const whole = wholeOf(frame, quarter);
    const scores = (await this.detector.detect(frame, { ...whole, size: zoom * whole.size }))
      .filter((detection) => quarterOf(squareOfDetection(detection).rotation) === quarter)
      .map(({ score }) => score);
    return Math.max(0, ...scores);
  }

  /**
   * Faces in the picture; where there seems to be none, faces too large, and then faces too small to see
   * at a glance.
   */
  private async detect(frame: YuvFrame, near: boolean): Promise<Detection[]> {
    const faces = await this.glance(frame);
    if (faces.length === 0 && near) faces.push(...(await this.closeUp(frame)));
    if (faces.length > 0 || Math.max(frame.width, frame.height) < LARGE_PICTURE) return faces;
    const { rotation } = wholeOf(frame, this.up);
    for (const tile of tilesOf(frame)) {
      faces.push(...(await this.detector.detect(frame, { ...tile, rotation })));
    }
    return faces;
  }

  private closeUp(frame: YuvFrame): Promise<Detection[]> {
    const whole = wholeOf(frame, this.up);
    return this.detector.detect(frame, { ...whole, size: CLOSE_UP_ZOOM * whole.size });
  }

  /** The face that costs least, or undefined where none is accepted. */
  async find(frame: YuvFrame, cost: FaceCost): Promise<LocatedFace | undefined> {
    const squares = await this.squares(frame);
    return this.firstOf(
      frame,
      squares.filter((square) => cost(square) < Infinity).sort((a, b) => cost(a) - cost(b)),
    );
  }

  /** The first of some squares in which there is a face. */
  async firstOf(frame: YuvFrame, squares: readonly Square[]): Promise<LocatedFace | undefined> {
    for (const square of squares.slice(0, MAX_TRIES)) {
      const face = await this.confirm(frame, square);
      if (face) return face;
    }
    return undefined;
  }

  /** All faces that there are in some squares. */
  async allOf(
    frame: YuvFrame,
    squares: readonly Square[],
    most = MAX_TRIES,
  ): Promise<LocatedFace[]> {
    const faces: LocatedFace[] = [];
    for (const square of squares.slice(0, most)) {
      const face = await this.confirm(frame, square);
      if (face) faces.push(face);
    }
    return faces;
  }

  private async confirm(frame: YuvFrame, square: Square): Promise<LocatedFace | undefined> {
    // The detector's square is rough: the mesh looks again in the square of its first answer.
    const rough = await this.locate(frame, square);
    const face = rough && (await this.locate(frame, squareOfLandmarks(rough.landmarks)));
    return face && (await this.check(frame, face)) !== 'contradicted' ? face : undefined;
  }

  /**
   * Asks the detector whether a face is where the mesh claims it: the mesh's own score stays high
   * when it slips onto a cheek or follows a face that fades out.
   */
  async check(frame: YuvFrame, { landmarks }: LocatedFace): Promise<Verdict> {
    const square = squareOfLandmarks(landmarks);
    const area = { ...square, size: square.size * CHECK_ZOOM };
    return judge(landmarks, await this.detector.detect(frame, area));
  }

  /** The face in a square that is already known, or undefined where there is none. */
  async locate(frame: YuvFrame, square: Square): Promise<LocatedFace | undefined> {
    const face = await this.landmarker.locate(frame, square);
    return face.score >= MIN_SCORE ? face : undefined;
  }
}

/** What detections say of a face. */
export function judge(landmarks: Float32Array, detections: readonly Detection[]): Verdict {
  if (detections.length === 0) return 'unseen';
  const nearest = Math.min(...detections.map((detection) => deviation(landmarks, detection)));
  return nearest <= MAX_DEVIATION ? 'confirmed' : 'contradicted';
}

/** A square over the whole picture, turned with the people in it. */
function wholeOf({ width, height }: YuvFrame, quarter: Quarter): Square {
  const rotation = (quarter * Math.PI) / 2;
  return { centerX: width / 2, centerY: height / 2, size: Math.max(width, height), rotation };
}

/** Squares of half the picture's longer side that cover it, each half over the next. */
function tilesOf({ width, height }: YuvFrame): Square[] {
  const size = Math.max(width, height) / 2;
  const centers = (length: number) => {
    const count = Math.max(1, Math.ceil((2 * (length - size)) / size) + 1);
    const span = Math.max(0, length - size);
    return Array.from({ length: count }, (_, i) =>
      count === 1 ? length / 2 : size / 2 + (i * span) / (count - 1),
    );
  };
  return centers(height).flatMap((centerY) =>
    centers(width).map((centerX) => ({ centerX, centerY, size, rotation: 0 })),
  );
}

/** Largest first. */
export function bySize(square: Square): number {
  return -square.size;
}

/** Nearest in place and size to a square seen before, in units of its size; none further than `reach`. */
export function byLikeness(known: Square, reach = Infinity): FaceCost {
  return (square) => {
    const way = step(known, square);
    return way <= reach ? way : Infinity;
  };
}

/** How far a face goes from one square to another: its way over its size, and its growth. */
export function step(from: Square, to: Square): number {
  const way = Math.hypot(to.centerX - from.centerX, to.centerY - from.centerY);
  return way / from.size + Math.abs(Math.log(to.size / from.size));
}

/** Landmarks whose mean is the detector's right eye, left eye, nose tip and mouth. */
const KEYPOINTS: readonly (readonly [number, number])[] = [
  [33, 133],
  [362, 263],
  [4, 4],
  [13, 14],
];

function deviation(landmarks: Float32Array, { keypoints, size }: Detection): number {
  const distances = KEYPOINTS.map(([a, b], k) => {
    const x = (landmarks[3 * a] + landmarks[3 * b]) / 2;
    const y = (landmarks[3 * a + 1] + landmarks[3 * b + 1]) / 2;
    return Math.hypot(x - keypoints[2 * k], y - keypoints[2 * k + 1]);
  });
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length / size;
}
