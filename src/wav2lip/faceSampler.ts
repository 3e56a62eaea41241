import type { ColorCoding, YuvFrame } from '../core/frame.js';
import type { ColorOrder } from '../core/lipModel.js';
import { sampleArea } from './areaSample.js';
import { ColorTransform } from './colorTransform.js';
import type { FaceCrop } from './crop.js';
import { mapOfCrop } from './cropMap.js';
import { planesOf } from './framePlanes.js';

export interface FaceSampling {
  /** Side of the picture in pixels. */
  readonly size: number;
  readonly colors: ColorOrder;
  /** Of the frames. */
  readonly color: ColorCoding;
}

/** Cuts faces out of frames for a net. */
export class FaceSampler {
  private readonly toNet: ColorTransform;

  constructor(private readonly sampling: FaceSampling) {
    this.toNet = ColorTransform.toNet(sampling.color, sampling.colors);
  }

  /**
   * Fills `out` (6 x size x size) with what a net sees of a face, 0..1: three planes whose lower half is 0, then
   * the same whole.
   */
  sample(frame: YuvFrame, crop: FaceCrop, out: Float32Array): void {
    const { size } = this.sampling;
    const area = size * size;
    const whole = out.subarray(3 * area, 6 * area);
    this.sampleWhole(frame, crop, whole);
    const seen = (size >> 1) * size;
    for (let plane = 0; plane < 3; plane++) {
      const from = plane * area;
      out.set(whole.subarray(from, from + seen), from);
      out.fill(0, from + seen, from + area);
    }
  }

  /** Fills `out` (3 x size x size) with a face, 0..1. */
  sampleWhole(frame: YuvFrame, crop: FaceCrop, out: Float32Array): void {
    const { size } = this.sampling;
    const area = size * size;
    const map = mapOfCrop(crop);
    const parts = [0, 1, 2].map((k) => out.subarray(k * area, (k + 1) * area));
    planesOf(frame).forEach((plane, k) => {
      sampleArea(plane, map, size, parts[k]);
    });
    this.toNet.apply(parts[0], parts[1], parts[2], [0, area]);
    for (let i = 0; i < 3 * area; i++) out[i] = out[i] < 0 ? 0 : out[i] > 1 ? 1 : out[i];
  }
}
