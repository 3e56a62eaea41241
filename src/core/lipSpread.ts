/** How far a mouth moves while it speaks: standard deviations, canonical eye distances. */
export interface LipSpread {
  /** Of the inner lips' gap. */
  readonly aperture: number;
  /** Of the distance between the mouth's corners. */
  readonly width: number;
}

/**
 * What most people show: medians of 16 clips of strangers, 75 to 100 frames each, tracked by the
 * attention mesh.
 */
const TYPICAL: LipSpread = { aperture: 0.052, width: 0.031 };
/** As many seconds of what most people show are mixed into what one person did. */
const TYPICAL_SECONDS = 1;

/** Seconds looked at together: long enough for two syllables, short beside a change of mood. */
const WINDOW_SECONDS = 1;
/** A window whose gap varies less than this (eye distances) is not speech: a still mouth's noise. */
const LEAST_MOVEMENT = 0.012;

/**
 * Measures a mouth's movement frame by frame, in windows, so that neither pauses nor slow changes
 * of the face count. Owns one pair of numbers for each second that moves.
 */
export class LipSpreadMeter {
  private readonly length: number;
  private readonly apertures: number[] = [];
  private readonly widths: number[] = [];
  private readonly found: LipSpread[] = [];

  /** @param rate frames a second */
  constructor(rate: number) {
    this.length = Math.max(3, Math.round(WINDOW_SECONDS * rate));
  }

  /** The next frame's mouth. */
  push(aperture: number, width: number): void {
    this.apertures.push(aperture);
    this.widths.push(width);
    if (this.apertures.length < this.length) return;
    const spread = { aperture: deviation(this.apertures), width: deviation(this.widths) };
    if (spread.aperture >= LEAST_MOVEMENT) this.found.push(spread);
    this.skip();
  }

  /** The next frame shows no mouth, or does not continue the one before. */
  skip(): void {
    this.apertures.length = 0;
    this.widths.length = 0;
  }

  /** Leans towards what most people do, the more the less of this mouth moved. */
  get spread(): LipSpread {
    const share = TYPICAL_SECONDS / (TYPICAL_SECONDS + this.found.length * WINDOW_SECONDS);
    const of = (pick: (spread: LipSpread) => number): number =>
      Math.sqrt(
        share * pick(TYPICAL) ** 2 + (1 - share) * meanOf(this.found, (one) => pick(one) ** 2),
      );
    return { aperture: of(({ aperture }) => aperture), width: of(({ width }) => width) };
  }

  /** The same without leaning; undefined where nothing moved. */
  get ownSpread(): LipSpread | undefined {
    if (this.found.length === 0) return undefined;
    const of = (pick: (spread: LipSpread) => number): number =>
      Math.sqrt(meanOf(this.found, (one) => pick(one) ** 2));
    return { aperture: of(({ aperture }) => aperture), width: of(({ width }) => width) };
  }
}

function meanOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / Math.max(1, items.length);
}

function deviation(values: readonly number[]): number {
  const mean = meanOf(values, (value) => value);
  return Math.sqrt(meanOf(values, (value) => (value - mean) ** 2));
}
