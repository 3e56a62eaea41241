import { PairStatistics } from './statistics.js';

/** Frames either way that a lag is looked for. */
export const MAX_LAG = 8;
/** Pairs below which a correlation says nothing. */
export const MIN_PAIRS = 10;

export interface BestLag {
  /** Frames by which the second series trails the first; fractions by a parabola through the peak. */
  readonly lag: number;
  /** Pearson's r at the whole-frame peak. */
  readonly r: number;
  /** The peak lies at the end of the range: the true lag may be larger, or there is none. */
  readonly atEdge: boolean;
}

/**
 * Correlation of two series at every lag from -maxLag to maxLag, fed value by value. Owns the last
 * `maxLag` values of each series and one {@link PairStatistics} a lag, whatever the length.
 * A value that is not finite is a gap: it takes its place in time and joins no pair.
 */
export class LagCorrelator {
  private readonly recentA: Float64Array;
  private readonly recentB: Float64Array;
  private readonly byLag: readonly PairStatistics[];
  private length = 0;

  constructor(readonly maxLag = MAX_LAG) {
    this.recentA = new Float64Array(maxLag + 1).fill(NaN);
    this.recentB = new Float64Array(maxLag + 1).fill(NaN);
    this.byLag = Array.from({ length: 2 * maxLag + 1 }, () => new PairStatistics());
  }

  push(a: number, b: number): void {
    const slots = this.maxLag + 1;
    const now = this.length % slots;
    this.recentA[now] = a;
    this.recentB[now] = b;
    const reach = Math.min(this.maxLag, this.length);
    for (let lag = 0; lag <= reach; lag++) {
      const then = (this.length - lag) % slots;
      this.pair(lag, this.recentA[then], b);
      if (lag > 0) this.pair(-lag, a, this.recentB[then]);
    }
    this.length += 1;
  }

  /** Statistics of pairs (a[i], b[i + lag]). */
  at(lag: number): PairStatistics {
    const statistics = this.byLag.at(lag + this.maxLag);
    if (statistics === undefined || Math.abs(lag) > this.maxLag) {
      throw new RangeError(`lag ${lag} is outside +-${this.maxLag}`);
    }
    return statistics;
  }

  /** The lag whose r is highest; null when no lag has enough pairs that vary. */
  best(minPairs = MIN_PAIRS): BestLag | null {
    let peak: { lag: number; r: number } | null = null;
    for (let lag = -this.maxLag; lag <= this.maxLag; lag++) {
      const r = this.correlation(lag, minPairs);
      if (r !== null && (peak === null || r > peak.r)) peak = { lag, r };
    }
    if (peak === null) return null;
    const before = this.correlation(peak.lag - 1, minPairs);
    const after = this.correlation(peak.lag + 1, minPairs);
    if (before === null || after === null) return { ...peak, atEdge: true };
    return { lag: peak.lag + parabolaPeak(before, peak.r, after), r: peak.r, atEdge: false };
  }

  private correlation(lag: number, minPairs: number): number | null {
    if (Math.abs(lag) > this.maxLag) return null;
    const statistics = this.at(lag);
    return statistics.count < minPairs ? null : statistics.correlation;
  }

  private pair(lag: number, a: number, b: number): void {
    if (Number.isFinite(a) && Number.isFinite(b)) this.at(lag).push(a, b);
  }
}

/** Where between -1 and 1 the parabola through (-1, before), (0, peak), (1, after) is highest. */
export function parabolaPeak(before: number, peak: number, after: number): number {
  const curvature = before - 2 * peak + after;
  return curvature === 0 ? 0 : (0.5 * (before - after)) / curvature;
}

/** {@link LagCorrelator} over two whole series; the shorter decides the length. */
export function correlate(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  maxLag = MAX_LAG,
): LagCorrelator {
  const correlator = new LagCorrelator(maxLag);
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) correlator.push(a[i], b[i]);
  return correlator;
}
