import { LANDMARK_FLOATS } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { MOVED } from '../core/landmarkSets.js';
import { lipShape } from '../core/measure/lipShape.js';
import type { Model } from '../core/model.js';
import { FaceLandmarker, squareOfLandmarks } from '../face/landmarker.js';
import type { WishedFace } from './faceScript.js';

/** Frames looked at again one by one: enough to tell by what fraction of a frame the lips are late. */
const DENSE_FRAMES = 100;
/** After them so many a second: enough to find where lips do not follow, at a third of the cost. */
const SPARSE_RATE = 8;

/**
 * Looks at rendered frames with the landmark model for the lips to be compared with those meant.
 * Owns the readings of a stretch of an output, one pair a frame.
 */
export class RenderedLips {
  readonly meant: (number | null)[] = [];
  /** Null too where nobody looked. */
  readonly found: (number | null)[] = [];
  private readonly stride: number;
  private readonly landmarker: FaceLandmarker;
  private readonly points = new Float32Array(LANDMARK_FLOATS);

  constructor(landmarks: Model, color: ColorCoding, frameRate: number) {
    this.landmarker = new FaceLandmarker(landmarks, color);
    this.stride = Math.max(1, Math.round(frameRate / SPARSE_RATE));
  }

  /** @param output the frame's number in the output @param face what it was to look like */
  async look(output: number, rendered: YuvFrame, face: WishedFace): Promise<void> {
    this.points.set(face.canonical);
    MOVED.forEach((landmark, i) => {
      this.points.set(face.shape.subarray(3 * i, 3 * i + 3), 3 * landmark);
    });
    const meant = lipShape(this.points).aperture;
    const isLookedAt = output < DENSE_FRAMES || output % this.stride === 0;
    const found = isLookedAt ? await this.seen(rendered, face.landmarks) : null;
    this.meant.push(meant);
    this.found.push(found);
  }

  /** A frame that was passed through. */
  skip(): void {
    this.meant.push(null);
    this.found.push(null);
  }

  /** Aperture of the lips found on a rendered frame, where the source's face was; null where none are. */
  private async seen(rendered: YuvFrame, landmarks: Float32Array): Promise<number | null> {
    const found = await this.landmarker.locate(rendered, squareOfLandmarks(landmarks));
    return found.score >= 0.5 ? lipShape(found.landmarks).aperture : null;
  }
}
