/** Median of the finite values; null when there is none. The input is left as it is. */
export function median(values: Iterable<number>): number | null {
  return quantile(values, 0.5);
}

/**
 * Quantile of the finite values by linear interpolation between order statistics (`q` in 0..1,
 * R's type 7); null when there is none.
 */
export function quantile(values: Iterable<number>, q: number): number | null {
  const sorted = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** Population standard deviation of the finite values; 0 when there is none. */
export function standardDeviation(values: Iterable<number>): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count += 1;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }
  return count === 0 ? 0 : Math.sqrt(squares / count);
}

/**
 * Means, spreads and correlation of pairs that arrive one by one. Owns six numbers whatever the
 * length (Welford's update, so long recordings lose no digits).
 */
export class PairStatistics {
  private pairs = 0;
  private meanA = 0;
  private meanB = 0;
  private squaresA = 0;
  private squaresB = 0;
  private products = 0;

  push(a: number, b: number): void {
    this.pairs += 1;
    const stepA = a - this.meanA;
    const stepB = b - this.meanB;
    this.meanA += stepA / this.pairs;
    this.meanB += stepB / this.pairs;
    this.squaresA += stepA * (a - this.meanA);
    this.squaresB += stepB * (b - this.meanB);
    this.products += stepA * (b - this.meanB);
  }

  get count(): number {
    return this.pairs;
  }

  /** Population standard deviations. */
  get deviationA(): number {
    return this.pairs === 0 ? 0 : Math.sqrt(this.squaresA / this.pairs);
  }

  get deviationB(): number {
    return this.pairs === 0 ? 0 : Math.sqrt(this.squaresB / this.pairs);
  }

  /** Pearson's r; null with fewer than 3 pairs or when a side does not vary. */
  get correlation(): number | null {
    const spread = Math.sqrt(this.squaresA * this.squaresB);
    if (this.pairs < 3 || !(spread > 1e-12 * this.pairs)) return null;
    return Math.min(1, Math.max(-1, this.products / spread));
  }
}

/** Pearson's r over the places where both are finite; null as in {@link PairStatistics}. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const statistics = new PairStatistics();
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (Number.isFinite(a[i]) && Number.isFinite(b[i])) statistics.push(a[i], b[i]);
  }
  return statistics.correlation;
}
