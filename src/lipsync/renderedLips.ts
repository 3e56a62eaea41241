import { LANDMARK_FLOATS } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { MOVED } from '../core/landmarkSets.js';
import { lipShape } from '../core/measure/lipShape.js';
import { LowSyncMeter } from '../core/measure/lowSyncMeter.js';
import { SyncMeter } from '../core/measure/syncMeter.js';
import type { Model } from '../core/model.js';
import type { LowSyncSpan, SyncMeasure } from '../core/report.js';
import { FaceLandmarker, squareOfLandmarks } from '../face/landmarker.js';

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
 * Looks at rendered frames with the landmark model and compares the lips found with those meant.
 * Owns the measure of one output.
 */
export class RenderedLips {
  private readonly meter = new SyncMeter();
  private readonly lowMeter: LowSyncMeter;
  private readonly landmarker: FaceLandmarker;
  private readonly meant = new Float32Array(LANDMARK_FLOATS);
  private frames = 0;

  constructor(
    landmarks: Model,
    color: ColorCoding,
    private readonly frameRate: number,
  ) {
    this.landmarker = new FaceLandmarker(landmarks, color);
    this.lowMeter = new LowSyncMeter(frameRate);
  }

  /**
   * @param landmarks the source frame's, upright pixels; the face is looked for where it was
   * @param canonical the source frame's 478 points in canonical space
   * @param shape the wished lower face in canonical space, MOVED order
   */
  async look(
    rendered: YuvFrame,
    landmarks: Float32Array,
    canonical: Float32Array,
    shape: Float32Array,
  ): Promise<void> {
    this.meant.set(canonical);
    MOVED.forEach((landmark, i) => {
      this.meant.set(shape.subarray(3 * i, 3 * i + 3), 3 * landmark);
    });
    const seen = isLookedAt(this.frames, this.frameRate)
      ? await this.seen(rendered, landmarks)
      : null;
    this.push(lipShape(this.meant).aperture, seen);
  }

  /** A frame that was passed through. */
  skip(): void {
    this.push(null, null);
  }

  get measure(): SyncMeasure {
    return this.meter.measure;
  }

  get lowSync(): readonly LowSyncSpan[] {
    return this.lowMeter.spans;
  }

  /** Aperture of the lips found on a rendered frame; null where none are. */
  private async seen(rendered: YuvFrame, landmarks: Float32Array): Promise<number | null> {
    const found = await this.landmarker.locate(rendered, squareOfLandmarks(landmarks));
    return found.score >= 0.5 ? lipShape(found.landmarks).aperture : null;
  }

  private push(intended: number | null, seen: number | null): void {
    this.frames += 1;
    this.meter.push(intended, seen);
    this.lowMeter.push(intended, seen);
  }
}
