import type { ColorCoding, YuvFrame } from '../core/frame.js';
import type { ColorOrder } from '../core/lipModel.js';
import type { FaceCrop } from './crop.js';

export interface FaceSampling {
  /** Side of the picture in pixels. */
  readonly size: number;
  readonly colors: ColorOrder;
  /** Of the frames. */
  readonly color: ColorCoding;
}

/** Cuts faces out of frames for a net. Owns its buffers: one frame at a time. */
export class FaceSampler {
  constructor(private readonly sampling: FaceSampling) {}

  /**
   * Fills `out` (6 x size x size) with what a net sees of a face, 0..1: first three planes whose lower half is 0, then
   * the same whole.
   */
  sample(frame: YuvFrame, crop: FaceCrop, out: Float32Array): void {
    void [frame, crop, out, this.sampling];
    throw new Error('to come');
  }
}
