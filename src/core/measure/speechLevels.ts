/** Seconds of one window of the level histogram. */
const WINDOW_SECONDS = 0.025;
/** dBFS that stands for digital silence, and the width of one histogram bin in dB. */
const FLOOR = -120;
const BIN = 0.25;
/** A flat top has at least this many samples in a row at the clipping level. */
const FLAT_RUN = 3;
/** Samples at or above this share of the peak are at its level. */
const AT_PEAK = 0.995;
/** Lossy codecs overshoot full scale where the original was cut off there. */
const FULL_SCALE = 0.99;
/** Peaks lower than this are no clipping, however flat. */
const MIN_CLIP_PEAK = 0.25;

export interface SpeechLevels {
  /** Seconds. */
  readonly duration: number;
  /** Highest sample, dBFS; null for digital silence. */
  readonly peak: number | null;
  /** Share of samples in flat tops, 0..1. */
  readonly clippedShare: number;
  /** Level below which the quietest tenth of the 25 ms windows lies, dBFS; null for digital silence. */
  readonly noiseFloor: number | null;
  /** Level above which the loudest tenth lies, dBFS; null for digital silence. */
  readonly speechLevel: number | null;
  /** Share of windows quieter than `threshold` dBFS, 0..1; 1 when there is no sound at all. */
  readonly silenceShare: (threshold: number) => number;
}

/**
 * Levels of a mono recording that arrives in pieces, -1..1. Owns a histogram of window levels and
 * one of flat tops by their height, so an hour needs no more memory than a second.
 */
export class SpeechLevelMeter {
  private readonly windowLength: number;
  private readonly windows = new Float64Array(1 - FLOOR / BIN);
  /** Samples in flat tops by height in thousandths of full scale; the last bin is all above it. */
  private readonly flatTops = new Float64Array(1001);
  private samples = 0;
  private peak = 0;
  private energy = 0;
  private inWindow = 0;
  private run = 0;
  private previous = 0;

  constructor(private readonly sampleRate: number) {
    this.windowLength = Math.max(1, Math.round(sampleRate * WINDOW_SECONDS));
  }

  push(piece: Float32Array): void {
    for (const value of piece) {
      const level = Math.abs(value);
      if (level > this.peak) this.peak = level;
      this.energy += value * value;
      this.inWindow += 1;
      if (this.inWindow === this.windowLength) this.closeWindow();
      this.followRun(value, level);
    }
    this.samples += piece.length;
  }

  get measure(): SpeechLevels {
    const windows = this.windows.slice();
    const total = windows.reduce((sum, count) => sum + count, 0);
    const silent = this.peak === 0 || total === 0;
    return {
      duration: this.samples / this.sampleRate,
      peak: this.peak === 0 ? null : 20 * Math.log10(this.peak),
      clippedShare: this.samples === 0 ? 0 : this.clippedSamples() / this.samples,
      noiseFloor: silent ? null : levelBelow(windows, 0.1 * total),
      speechLevel: silent ? null : levelBelow(windows, 0.9 * total),
      silenceShare: (threshold) => (silent ? 1 : countBelow(windows, threshold) / total),
    };
  }

  private closeWindow(): void {
    const level = 10 * Math.log10(this.energy / this.windowLength);
    const bin = Math.round((Math.max(FLOOR, Math.min(0, level)) - FLOOR) / BIN);
    this.windows[bin] += 1;
    this.energy = 0;
    this.inWindow = 0;
  }

  /** Counts the samples of runs that stay within half a percent or beyond full scale. */
  private followRun(value: number, level: number): void {
    const flat =
      level >= MIN_CLIP_PEAK &&
      value > 0 === this.previous > 0 &&
      (Math.abs(value - this.previous) <= (1 - AT_PEAK) * level ||
        (level >= FULL_SCALE && Math.abs(this.previous) >= FULL_SCALE));
    this.previous = value;
    this.run = flat ? this.run + 1 : 1;
    if (this.run < FLAT_RUN) return;
    const bin = Math.min(1000, Math.floor(level * 1000));
    this.flatTops[bin] += this.run === FLAT_RUN ? FLAT_RUN : 1;
  }

  /** Flat tops count only at the recording's own peak: elsewhere they are slow passages. */
  private clippedSamples(): number {
    const level = Math.min(AT_PEAK * this.peak, FULL_SCALE);
    let sum = 0;
    for (let bin = Math.floor(level * 1000); bin <= 1000; bin++) sum += this.flatTops[bin];
    return sum;
  }
}

function levelBelow(windows: Float64Array, rank: number): number {
  let sum = 0;
  for (const [bin, count] of windows.entries()) {
    sum += count;
    if (sum > rank) return FLOOR + bin * BIN;
  }
  return 0;
}

function countBelow(windows: Float64Array, threshold: number): number {
  let sum = 0;
  for (const [bin, count] of windows.entries()) {
    if (FLOOR + bin * BIN < threshold) sum += count;
  }
  return sum;
}
