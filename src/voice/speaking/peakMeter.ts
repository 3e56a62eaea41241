/** The filter of ITU-R BS.1770-4, annex 2, for a sound at four times its rate: a row for each place between samples. */
const FIRST = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
];
const SECOND = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
  0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
];
const PHASES = [FIRST, SECOND, SECOND.toReversed(), FIRST.toReversed()].map((row) =>
  Float64Array.from(row),
);
const TAPS = FIRST.length;

/** Samples on either side of one that the filter's places between samples may be laid at. */
const SPREAD = TAPS / 2 + 1;

/** How high a sound gets between its samples, one sample after another. */
class PeakFilter {
  /** The last samples twice in a row, the newest first, so that a window of them never wraps. */
  private readonly recent = new Float64Array(2 * TAPS);
  private at = 0;
  /** Samples since one that was not zero. */
  private quiet = TAPS;

  /** The highest of the places that a window of the filter's length, which ends at this sample, tells. */
  next(sample: number): number {
    const { recent } = this;
    this.quiet = sample === 0 ? this.quiet + 1 : 0;
    this.at = (this.at + TAPS - 1) % TAPS;
    recent[this.at] = sample;
    recent[this.at + TAPS] = sample;
    if (this.quiet >= TAPS) return 0;
    let highest = 0;
    for (const row of PHASES) {
      let sum = 0;
      for (let tap = 0; tap < TAPS; tap++) sum += row[tap] * recent[this.at + tap];
      highest = Math.max(highest, Math.abs(sum));
    }
    return highest;
  }
}

/**
 * How high a sound gets at each sample and between it and its neighbours, as amplitudes; a peak is told at the samples
 * around it too, for between which two it lies is not told apart.
 */
export function samplePeaks(samples: Float32Array): Float64Array {
  const filter = new PeakFilter();
  const at = (index: number): number => (index < 0 || index >= samples.length ? 0 : samples[index]);
  const found = Float64Array.from({ length: samples.length + TAPS }, (_, last) =>
    Math.max(Math.abs(at(last - TAPS / 2)), filter.next(at(last))),
  );
  return Float64Array.from(samples, (sample, index) => {
    let highest = Math.abs(sample);
    for (let by = 1; by < 2 * SPREAD && index + by < found.length; by++) {
      highest = Math.max(highest, found[index + by - 1]);
    }
    return highest;
  });
}

/** The highest that a sound gets, between its samples too. Takes it in pieces. */
export class PeakMeter {
  private readonly filter = new PeakFilter();
  private highest = 0;

  /** Amplitude: 1 is full scale. */
  get peak(): number {
    return this.highest;
  }

  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.highest = Math.max(this.highest, Math.abs(sample), this.filter.next(sample));
    }
  }

  pushSilence(count: number): void {
    for (let left = Math.min(count, TAPS); left > 0; left--) {
      this.highest = Math.max(this.highest, this.filter.next(0));
    }
  }
}
