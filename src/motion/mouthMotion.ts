import { LipSpreadMeter, type LipSpread } from '../core/lipSpread.js';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../core/lowerFace.js';
import { gainsFor, NO_GAIN, openingMode, wideningMode, type Gains } from './articulation.js';
import { sampleRow, smoothRow } from './filter.js';
import { uncrossLips } from './lipGeometry.js';
import { expandCoefficients, type MotionBasis } from './motionBasis.js';
import type { MotionCoefficients } from './speechToMotion.js';

/** Smoothing 1 is a Gaussian of this standard deviation. */
const HEAVIEST_SMOOTHING_SECONDS = 0.04;
/** The least-open share of a recording's speaking frames is taken to be closed lips. */
const CLOSED_SHARE = 0.15;
/** Eye distances. Wider than a person speaking opens; guards against a strength set too high. */
const WIDEST_APERTURE = 0.6;
/**
 * Rest is learnt from the least-open frames, which in fluent speech are ajar. So much of that gap
 * (eye distances) is closed where the speech closes the lips, and none where it opens them this far.
 */
const MOST_AJAR = 0.05;
const AJAR_UNTIL = 0.06;

export interface MotionOptions {
  /** Frames a second of the coefficients and the activity. */
  readonly rate: number;
  /** 0..1 */
  readonly smoothing: number;
  readonly gains?: Gains;
  /** The closed base, where it is known from an earlier look at the same motion. */
  readonly base?: Float32Array;
}

/** What a motion can be made of again elsewhere, the choices made on the way included. */
export interface MotionParts {
  /** Smoothed already. */
  readonly motion: MotionCoefficients;
  readonly activity: Float32Array;
  readonly options: Required<MotionOptions>;
}

/**
 * The motion of one recording, ready to be sampled at any time. Owns the smoothed coefficients and
 * the recording's own closed base, so that a model's constant bias does not hold the mouth open.
 */
export class MouthMotion {
  readonly rate: number;
  private readonly rows: readonly Float32Array[];
  private readonly base: Float32Array;
  private readonly coefficients: Float32Array;
  private readonly gains: Gains;
  private readonly widening: Float32Array;
  private readonly opening: Float32Array;

  constructor(
    private readonly basis: MotionBasis,
    private readonly motion: MotionCoefficients,
    private readonly activity: Float32Array,
    private readonly options: MotionOptions,
  ) {
    this.rate = options.rate;
    this.gains = options.gains ?? NO_GAIN;
    this.widening = wideningMode(basis);
    this.opening = openingMode(basis);
    const sigma = options.smoothing * HEAVIEST_SMOOTHING_SECONDS * options.rate;
    this.rows = Array.from({ length: motion.count }, (_, k) =>
      smoothRow(motion.data.subarray(k * motion.frames, (k + 1) * motion.frames), sigma),
    );
    this.coefficients = new Float32Array(motion.count);
    this.base = options.base ?? this.closedBase(motion.frames);
  }

  /** The same speech by somebody whose mouth moves as far as `person` says. */
  suitedTo(person: LipSpread): MouthMotion {
    const made = this.spread();
    if (made === undefined) return this;
    const { basis, motion, activity, options, base } = this;
    const gains = gainsFor(made, person);
    return new MouthMotion(basis, motion, activity, { ...options, gains, base });
  }

  get parts(): MotionParts {
    const { rows, activity, rate, gains, base } = this;
    const { count, frames } = this.motion;
    const data = new Float32Array(count * frames);
    rows.forEach((row, k) => {
      data.set(row, k * frames);
    });
    return {
      motion: { count, frames, data },
      activity,
      options: { rate, smoothing: 0, gains, base },
    };
  }

  /**
   * Writes the lower-face shape at `seconds` to `out`: canonical coordinates, MOVED order.
   * @param neutral the person's closed-mouth shape
   */
  shapeAt(seconds: number, neutral: Float32Array, strength: number, out: Float32Array): void {
    const at = seconds * this.rate;
    this.movementAt(at, out);
    const open = innerAperture(out);
    const amount = strength * sampleRow(this.activity, at);
    const limit = open * amount > WIDEST_APERTURE ? WIDEST_APERTURE / (open * amount) : 1;
    const closing = ajar(neutral, open * amount);
    for (let i = 0; i < MOVED_FLOATS; i++) {
      out[i] = neutral[i] + out[i] * amount * limit - closing * this.opening[i];
    }
    uncrossLips(out);
  }

  /** Away from the closed base, as far as this person moves. */
  private movementAt(at: number, out: Float32Array): void {
    const { base, gains, widening } = this;
    this.displacementAt(at, out);
    const width = (gains.width - gains.opening) * (mouthWidth(out) - mouthWidth(base));
    for (let i = 0; i < MOVED_FLOATS; i++) {
      out[i] = (out[i] - base[i]) * gains.opening + width * widening[i];
    }
  }

  /** How far the mouth moves, lips that would cross taken as closed; undefined where it hardly does. */
  private spread(): LipSpread | undefined {
    const meter = new LipSpreadMeter(this.rate);
    const shape = new Float32Array(MOVED_FLOATS);
    for (let frame = 0; frame < this.motion.frames; frame++) {
      this.movementAt(frame, shape);
      const amount = this.activity[frame];
      meter.push(Math.max(0, innerAperture(shape) * amount), mouthWidth(shape) * amount);
    }
    return meter.ownSpread;
  }

  private displacementAt(at: number, out: Float32Array): void {
    this.rows.forEach((row, k) => {
      this.coefficients[k] = sampleRow(row, at);
    });
    expandCoefficients(this.basis, this.coefficients, out);
  }

  /** Mean displacement over the least-open speaking frames. */
  private closedBase(frames: number): Float32Array {
    const shape = new Float32Array(MOVED_FLOATS);
    const openness: { frame: number; aperture: number }[] = [];
    for (let frame = 0; frame < frames; frame++) {
      if (this.activity[frame] < 0.5) continue;
      this.displacementAt(frame, shape);
      openness.push({ frame, aperture: innerAperture(shape) });
    }
    openness.sort((a, b) => a.aperture - b.aperture);
    const closed = openness.slice(0, Math.ceil(openness.length * CLOSED_SHARE));
    const base = new Float32Array(MOVED_FLOATS);
    for (const { frame } of closed) {
      this.displacementAt(frame, shape);
      for (let i = 0; i < MOVED_FLOATS; i++) base[i] += shape[i] / closed.length;
    }
    return base;
  }
}

/** How much of the gap of a rest that is ajar is to be closed at an opening. */
function ajar(neutral: Float32Array, open: number): number {
  const gap = Math.max(0, Math.min(MOST_AJAR, innerAperture(neutral)));
  const t = Math.max(0, Math.min(1, open / AJAR_UNTIL));
  return gap * (1 - t * t * (3 - 2 * t));
}
