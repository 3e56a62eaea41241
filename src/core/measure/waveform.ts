import type { TimeSpan } from '../inspection.js';

/** Seconds: pauses between words are shorter and are no silence. */
const SHORTEST_SILENCE = 0.5;
const WINDOW_SECONDS = 0.05;

/** Bins held at most: two hundred a bar of a wide page, so that a bar's edge is true to half a percent. */
const MOST_BINS = 1 << 16;

/**
 * Peaks of a recording that arrives in pieces and whose length shows only at its end. Owns the peaks
 * of equal bins; when there are too many, two and two become one.
 */
export class PeakMeter {
  private bins = new Float32Array(MOST_BINS);
  private binLength = 1;
  private samples = 0;

  push(piece: Float32Array): void {
    for (const value of piece) {
      if (this.samples === MOST_BINS * this.binLength) this.widen();
      const bin = Math.floor(this.samples / this.binLength);
      const level = Math.abs(value);
      if (level > this.bins[bin]) this.bins[bin] = level;
      this.samples++;
    }
  }

  /** `count` peaks, 0..1, evenly spread; fewer when there are fewer samples. */
  peaks(count: number): readonly number[] {
    const bins = this.bins.subarray(0, Math.ceil(this.samples / this.binLength));
    const length = Math.min(count, bins.length);
    return Array.from({ length }, (_, index) => {
      const from = Math.floor((index * bins.length) / length);
      const to = Math.floor(((index + 1) * bins.length) / length);
      const peak = bins.subarray(from, to).reduce((top, level) => Math.max(top, level), 0);
      return Math.min(1, Math.round(peak * 100) / 100);
    });
  }

  private widen(): void {
    const { bins } = this;
    for (let bin = 0; bin < MOST_BINS / 2; bin++) {
      bins[bin] = Math.max(bins[2 * bin], bins[2 * bin + 1]);
    }
    bins.fill(0, MOST_BINS / 2);
    this.binLength *= 2;
  }
}

/**
 * Stretches of half a second and more that stay below a threshold (RMS of 50 ms windows), of a
 * recording that arrives in pieces. Owns the stretches and one window's sum.
 */
export class SilenceMeter {
  private readonly spans: TimeSpan[] = [];
  private readonly window: number;
  private readonly limit: number;
  private samples = 0;
  private energy = 0;
  private inWindow = 0;
  private from: number | undefined;

  /** @param threshold dBFS */
  constructor(
    private readonly sampleRate: number,
    threshold: number,
  ) {
    this.window = Math.max(1, Math.round(sampleRate * WINDOW_SECONDS));
    this.limit = 10 ** (threshold / 10);
  }

  push(piece: Float32Array): void {
    for (const value of piece) {
      this.energy += value ** 2;
      this.inWindow++;
      this.samples++;
      if (this.inWindow === this.window) this.closeWindow();
    }
  }

  /** All stretches; the recording is over. */
  end(): readonly TimeSpan[] {
    if (this.inWindow > 0) this.closeWindow();
    this.closeSpan(this.samples / this.sampleRate);
    return this.spans;
  }

  private closeWindow(): void {
    const start = (this.samples - this.inWindow) / this.sampleRate;
    if (this.energy / this.inWindow >= this.limit) this.closeSpan(start);
    else this.from ??= start;
    this.energy = 0;
    this.inWindow = 0;
  }

  private closeSpan(end: number): void {
    const { from } = this;
    if (from !== undefined && end - from >= SHORTEST_SILENCE) this.spans.push({ from, to: end });
    this.from = undefined;
  }
}
