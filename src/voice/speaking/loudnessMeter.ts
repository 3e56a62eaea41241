import { KWeighting } from './kWeighting.js';

/** A block of 400 ms is four of these; blocks begin 100 ms apart. */
const STEP_SECONDS = 0.1;
const STEPS_A_BLOCK = 4;
/** LUFS below which a block says nothing of loudness. */
const ABSOLUTE_GATE = -70;
/** LU below the mean of what is left after that, likewise. */
const RELATIVE_GATE = -10;

/**
 * Integrated loudness of one channel by ITU-R BS.1770-4. Takes sound in pieces; keeps one number a tenth of
 * a second.
 */
export class LoudnessMeter {
  private readonly weighting: KWeighting;
  private readonly stepSamples: number;
  private readonly steps: number[] = [];
  private sum = 0;
  private count = 0;

  constructor(rate: number) {
    this.weighting = new KWeighting(rate);
    this.stepSamples = Math.round(rate * STEP_SECONDS);
  }

  push(samples: Float32Array): void {
    for (const sample of samples) this.next(sample);
  }

  pushSilence(count: number): void {
    for (let left = count; left > 0; left--) this.next(0);
  }

  /** LUFS; undefined where there is no block that is loud enough to be counted. */
  get loudness(): number | undefined {
    const blocks = this.blocks();
    const heard = blocks.filter((power) => loudnessOf(power) > ABSOLUTE_GATE);
    if (heard.length === 0) return undefined;
    const gate = loudnessOf(mean(heard)) + RELATIVE_GATE;
    return loudnessOf(mean(heard.filter((power) => loudnessOf(power) > gate)));
  }

  private next(sample: number): void {
    const weighted = this.weighting.next(sample);
    this.sum += weighted * weighted;
    this.count += 1;
    if (this.count < this.stepSamples) return;
    this.steps.push(this.sum);
    this.sum = 0;
    this.count = 0;
  }

  /** Mean power of each block. */
  private blocks(): number[] {
    const { steps, stepSamples } = this;
    // A sound shorter than a block is one with silence after it.
    const whole = Math.max(1, steps.length - STEPS_A_BLOCK + 1);
    return Array.from({ length: whole }, (_, first) => {
      const block = steps.slice(first, first + STEPS_A_BLOCK);
      return block.reduce((sum, step) => sum + step, 0) / (STEPS_A_BLOCK * stepSamples);
    });
  }
}

function loudnessOf(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
