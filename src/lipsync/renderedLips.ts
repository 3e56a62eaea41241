import { LANDMARK_FLOATS } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { MOVED } from '../core/landmarkSets.js';
import { lipShape } from '../core/measure/lipShape.js';
import { LowSyncMeter } from '../core/measure/lowSyncMeter.js';
import { SyncMeter } from '../core/measure/syncMeter.js';
import type { Model } from '../core/model.js';
import type { LowSyncSpan, SyncMeasure } from '../core/report.js';
import { FaceLandmarker, squareOfLandmarks } from '../face/landmarker.js';

/** Frames looked at again one by one: enough to tell by what fraction of a frame the lips are late. */
const DENSE_FRAMES = 100;
/** After them so many a second: enough to find where lips do not follow, at a third of the cost. */
const SPARSE_RATE = 8;

/**
 * Looks at rendered frames with the landmark model and compares the lips found with those meant.
 * Owns the measure of one output.
 */
export class RenderedLips {
  private readonly meter = new SyncMeter();
  private readonly lowMeter: LowSyncMeter;
  private readonly stride: number;
  private readonly landmarker: FaceLandmarker;
  private readonly meant = new Float32Array(LANDMARK_FLOATS);
  private frames = 0;

  constructor(landmarks: Model, color: ColorCoding, frameRate: number) {
    this.landmarker = new FaceLandmarker(landmarks, color);
    this.lowMeter = new LowSyncMeter(frameRate);
    this.stride = Math.max(1, Math.round(frameRate / SPARSE_RATE));
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
    const seen = this.isLookedAt ? await this.seen(rendered, landmarks) : null;
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

  private get isLookedAt(): boolean {
    return this.frames < DENSE_FRAMES || this.frames % this.stride === 0;
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
