import type { FaceChoice, TrackedFace } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import type { Model } from '../core/model.js';

/** One frame's face, and whether the picture cuts between the frame before and this one. */
export type TrackStep = TrackedFace & { readonly cut: boolean };

export interface TrackerModels {
  readonly detector: Model;
  readonly landmarks: Model;
}

export interface TrackerOptions {
  readonly color: ColorCoding;
  readonly frameRate: number;
  readonly choice?: FaceChoice;
}

export class FaceTracker {
  constructor(
    private readonly models: TrackerModels,
    private readonly options: TrackerOptions,
  ) {}

  /**
   * Shows the tracker the frame at `choice.time` before the first `track`, so that it takes the
   * chosen person from the start. Returns whether a face is there.
   */
  showChoice(_frame: YuvFrame): Promise<boolean> {
    return Promise.reject(new Error(`being written ${this.models.detector.name}`));
  }

  /** Frames in order. The landmarks of a face are the caller's to keep. */
  track(_frame: YuvFrame): Promise<TrackStep> {
    return Promise.reject(new Error(`being written ${this.options.frameRate}`));
  }

  reset(): void {}
}
