import { LANDMARK_FLOATS } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { MOVED } from '../core/landmarkSets.js';
import { lipShape } from '../core/measure/lipShape.js';
import { SyncMeter } from '../core/measure/syncMeter.js';
import type { Model } from '../core/model.js';
import type { SyncMeasure } from '../core/report.js';
import { FaceLandmarker, squareOfLandmarks } from '../face/landmarker.js';

/** Frames looked at again after rendering; enough for a correlation, few enough to cost little. */
const MEASURED_FRAMES = 250;

/**
 * Looks at rendered frames with the landmark model and compares the lips found with those meant.
 * Owns the measure of one output.
 */
export class RenderedLips {
  private readonly meter = new SyncMeter();
  private readonly landmarker: FaceLandmarker;
  private readonly meant = new Float32Array(LANDMARK_FLOATS);
  private frames = 0;

  constructor(landmarks: Model, color: ColorCoding) {
    this.landmarker = new FaceLandmarker(landmarks, color);
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
    if (this.frames >= MEASURED_FRAMES) return;
    this.frames += 1;
    this.meant.set(canonical);
    MOVED.forEach((landmark, i) => {
      this.meant.set(shape.subarray(3 * i, 3 * i + 3), 3 * landmark);
    });
    const found = await this.landmarker.locate(rendered, squareOfLandmarks(landmarks));
    const seen = found.score >= 0.5 ? lipShape(found.landmarks).aperture : null;
    this.meter.push(lipShape(this.meant).aperture, seen);
  }

  /** A frame that was passed through. */
  skip(): void {
    if (this.frames < MEASURED_FRAMES) this.meter.push(null, null);
  }

  get measure(): SyncMeasure {
    return this.meter.measure;
  }
}
