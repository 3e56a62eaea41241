import { LANDMARK_FLOATS } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { MOVED } from '../core/landmarkSets.js';
import { lipShape } from '../core/measure/lipShape.js';
import type { Model } from '../core/model.js';
import { FaceLandmarker, squareOfLandmarks } from '../face/landmarker.js';
import type { WishedFace } from './faceScript.js';

/** Of the first frames every second is looked at: enough to tell by what fraction of one the lips are late. */
const FIRST_FRAMES = 100;
const FIRST_STRIDE = 2;
/** After them so many a second: enough to find where lips do not follow. */
const SPARSE_RATE = 8;

/** Whether an output frame is looked at again: known from its number alone, whoever draws it. */
export function isLookedAt(output: number, frameRate: number): boolean {
  const stride = Math.max(1, Math.round(frameRate / SPARSE_RATE));
  return output % (output < FIRST_FRAMES ? Math.min(FIRST_STRIDE, stride) : stride) === 0;
}

/**
 * Looks at rendered frames with the landmark model for the lips to be compared with those meant.
 * Owns the readings of a stretch of an output, one pair a frame.
 */
export class RenderedLips {
  readonly meant: (number | null)[] = [];
  /** Null too where nobody looked. */
  readonly found: (number | null)[] = [];
  private readonly landmarker: FaceLandmarker;
  private readonly points = new Float32Array(LANDMARK_FLOATS);

  constructor(
    landmarks: Model,
    color: ColorCoding,
    private readonly frameRate: number,
  ) {
    this.landmarker = new FaceLandmarker(landmarks, color);
  }

  /** @param output the frame's number in the output @param face what it was to look like */
  async look(output: number, rendered: YuvFrame, face: WishedFace): Promise<void> {
    this.points.set(face.canonical);
    MOVED.forEach((landmark, i) => {
      this.points.set(face.shape.subarray(3 * i, 3 * i + 3), 3 * landmark);
    });
    const meant = lipShape(this.points).aperture;
    const looked = isLookedAt(output, this.frameRate);
    const found = looked ? await this.seen(rendered, face.landmarks) : null;
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
