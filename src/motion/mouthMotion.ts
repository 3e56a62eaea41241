import { LipSpreadMeter, type LipSpread } from '../core/lipSpread.js';
import {
  APERTURE_OFFSETS,
  innerAperture,
  mouthWidth,
  MOVED_FLOATS,
  WIDTH_OFFSETS,
} from '../core/lowerFace.js';
import { smoothStep } from '../core/smoothStep.js';
import { gainsFor, NO_GAIN, suitedWidth, type Gains } from './articulation.js';
import { sampleRow } from './filter.js';
import { uncrossLips } from './lipGeometry.js';
import type { MotionBasis } from './motionBasis.js';
import { MotionTable } from './motionTable.js';
import type { MotionCoefficients } from './speechToMotion.js';

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

/** Where a spread looks. */
const SPREAD_OFFSETS = [...APERTURE_OFFSETS, ...WIDTH_OFFSETS];

/** The motion of one recording by one person's mouth, ready to be sampled at any time. */
export class MouthMotion {
  readonly rate: number;
  private readonly table: MotionTable;
  private readonly gains: Gains;

  /** @param motion the coefficients, or the table of another of the same recording */
  constructor(
    private readonly basis: MotionBasis,
    motion: MotionCoefficients | MotionTable,
    private readonly activity: Float32Array,
    private readonly options: MotionOptions,
  ) {
    this.rate = options.rate;
    this.gains = options.gains ?? NO_GAIN;
    this.table =
      motion instanceof MotionTable ? motion : new MotionTable(basis, motion, activity, options);
  }

  /** The same speech by somebody whose mouth moves as far as `person` says. */
  suitedTo(person: LipSpread): MouthMotion {
    const made = this.spread();
    if (made === undefined) return this;
    const { basis, table, activity, options } = this;
    const gains = gainsFor(made, person, table.middleWidth(activity));
    return new MouthMotion(basis, table, activity, { ...options, gains });
  }

  get parts(): MotionParts {
    const { table, activity, rate, gains } = this;
    const options = { rate, smoothing: 0, gains, base: table.base };
    return { motion: table.smoothed, activity, options };
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
      out[i] = neutral[i] + out[i] * amount * limit - closing * this.table.opening[i];
    }
    uncrossLips(out);
  }

  /** How much the mouth takes part at `seconds`: 1 in speech, 0 where nobody speaks. */
  activityAt(seconds: number): number {
    return sampleRow(this.activity, seconds * this.rate);
  }

  /** Away from the closed base, as far as this person moves. */
  private movementAt(at: number, out: Float32Array): void {
    const { table, gains } = this;
    const { base, widening } = table;
    table.displacementAt(at, out);
    const made = mouthWidth(out) - mouthWidth(base);
    const width = suitedWidth(made, gains) - gains.opening * made;
    for (let i = 0; i < MOVED_FLOATS; i++) {
      out[i] = (out[i] - base[i]) * gains.opening + width * widening[i];
    }
  }

  /**
   * How far the mouth moves without gains, lips that would cross taken as closed; undefined where it
   * hardly does.
   */
  private spread(): LipSpread | undefined {
    const { table, activity } = this;
    const meter = new LipSpreadMeter(this.rate);
    const shape = new Float32Array(MOVED_FLOATS);
    for (let frame = 0; frame < table.frames; frame++) {
      table.displacementAt(frame, shape, SPREAD_OFFSETS);
      for (const at of SPREAD_OFFSETS) shape[at] -= table.base[at];
      const amount = activity[frame];
      meter.push(Math.max(0, innerAperture(shape) * amount), mouthWidth(shape) * amount);
    }
    return meter.ownSpread;
  }
}

/** How much of the gap of a rest that is ajar is to be closed at an opening. */
function ajar(neutral: Float32Array, open: number): number {
  const gap = Math.max(0, Math.min(MOST_AJAR, innerAperture(neutral)));
  return gap * (1 - smoothStep(open / AJAR_UNTIL));
}
