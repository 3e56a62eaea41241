import {
  APERTURE_OFFSETS,
  innerAperture,
  mouthWidth,
  MOVED_FLOATS,
  WIDTH_OFFSETS,
} from '../core/lowerFace.js';
import { median } from '../core/measure/statistics.js';
import { openingMode, wideningMode } from './articulation.js';
import { sampleRow, smoothRow } from './filter.js';
import { expandAt, expandCoefficients, type MotionBasis } from './motionBasis.js';
import type { MotionCoefficients } from './speechToMotion.js';

/** Smoothing 1 is a Gaussian of this standard deviation. */
const HEAVIEST_SMOOTHING_SECONDS = 0.04;
/** The least-open share of a recording's speaking frames is taken to be closed lips. */
const CLOSED_SHARE = 0.15;

export interface TableOptions {
  /** Frames a second of the coefficients. */
  readonly rate: number;
  /** 0..1 */
  readonly smoothing: number;
  /** The closed base, where it is known from an earlier look at the same motion. */
  readonly base?: Float32Array;
}

/**
 * What one recording's motion is, whoever's mouth makes it. Owns the smoothed coefficients, the only
 * thing kept for each frame, and the recording's own closed base, so that a model's constant bias
 * does not hold the mouth open.
 */
export class MotionTable {
  readonly frames: number;
  /** Mean displacement over the least-open speaking frames. */
  readonly base: Float32Array;
  readonly widening: Float32Array;
  readonly opening: Float32Array;
  private readonly rows: readonly Float32Array[];
  private readonly coefficients: Float32Array;

  constructor(
    private readonly basis: MotionBasis,
    motion: MotionCoefficients,
    activity: Float32Array,
    { rate, smoothing, base }: TableOptions,
  ) {
    const { count, frames, data } = motion;
    this.frames = frames;
    this.widening = wideningMode(basis);
    this.opening = openingMode(basis);
    const sigma = smoothing * HEAVIEST_SMOOTHING_SECONDS * rate;
    this.rows = Array.from({ length: count }, (_, k) =>
      smoothRow(data.subarray(k * frames, (k + 1) * frames), sigma),
    );
    this.coefficients = new Float32Array(count);
    this.base = base ?? this.closedBase(activity);
  }

  /** The coefficients as they are kept: smoothing them again by nothing gives them again. */
  get smoothed(): MotionCoefficients {
    const { rows, frames } = this;
    const data = new Float32Array(rows.length * frames);
    rows.forEach((row, k) => {
      data.set(row, k * frames);
    });
    return { count: rows.length, frames, data };
  }

  /** Away from neutral, at a fractional frame; at the given offsets only, or at all. */
  displacementAt(at: number, out: Float32Array, offsets?: readonly number[]): void {
    this.rows.forEach((row, k) => {
      this.coefficients[k] = sampleRow(row, at);
    });
    if (offsets) expandAt(this.basis, this.coefficients, offsets, out);
    else expandCoefficients(this.basis, this.coefficients, out);
  }

  /** Median width over the speaking frames, from the closed base; 0 where nobody speaks. */
  middleWidth(activity: Float32Array): number {
    const shape = new Float32Array(MOVED_FLOATS);
    const widths: number[] = [];
    for (let frame = 0; frame < this.frames; frame++) {
      if (activity[frame] < 0.5) continue;
      this.displacementAt(frame, shape, WIDTH_OFFSETS);
      widths.push(mouthWidth(shape) - mouthWidth(this.base));
    }
    return median(widths) ?? 0;
  }

  private closedBase(activity: Float32Array): Float32Array {
    const shape = new Float32Array(MOVED_FLOATS);
    const apertures = new Float64Array(this.frames);
    const speaking = new Uint32Array(this.frames);
    let count = 0;
    for (let frame = 0; frame < this.frames; frame++) {
      if (activity[frame] < 0.5) continue;
      this.displacementAt(frame, shape, APERTURE_OFFSETS);
      apertures[frame] = innerAperture(shape);
      speaking[count++] = frame;
    }
    const order = speaking.subarray(0, count);
    order.sort((a, b) => apertures[a] - apertures[b] || a - b);
    const closed = order.subarray(0, Math.ceil(count * CLOSED_SHARE));
    const base = new Float32Array(MOVED_FLOATS);
    for (const frame of closed) {
      this.displacementAt(frame, shape);
      for (let i = 0; i < MOVED_FLOATS; i++) base[i] += shape[i] / closed.length;
    }
    return base;
  }
}
