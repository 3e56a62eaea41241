import { seeded } from '../../src/core/seeded.js';
import { median, quantile } from '../../src/core/measure/statistics.js';

/** How paired differences lie about 0. */
export interface PairedTest {
  readonly pairs: number;
  readonly middle: number;
  /** 95 % interval of the median by bootstrap over pairs. */
  readonly low: number;
  readonly high: number;
  /** Two-sided sign test: how likely so lopsided a split is when nothing changed. */
  readonly p: number;
}

const RESAMPLES = 2000;
const SEED = 20_260_101;

/** @param differences after less before, one a person; null for none */
export function pairedTest(differences: readonly number[]): PairedTest | null {
  const middle = median(differences);
  if (middle === null) return null;
  const random = seeded(SEED);
  const medians = Array.from({ length: RESAMPLES }, () => {
    const drawn = differences.map(() => differences[Math.floor(random() * differences.length)]);
    return median(drawn) ?? 0;
  });
  return {
    ...{ pairs: differences.length, middle },
    low: quantile(medians, 0.025) ?? middle,
    high: quantile(medians, 0.975) ?? middle,
    p: signTest(
      differences.filter((value) => value > 0).length,
      differences.filter((value) => value < 0).length,
    ),
  };
}

/** Two-sided binomial probability of a split at least as uneven; ties are left out before. */
export function signTest(more: number, fewer: number): number {
  const n = more + fewer;
  const few = Math.min(more, fewer);
  let term = 0.5 ** n;
  let sum = 0;
  for (let k = 0; k <= few; k++) {
    sum += term;
    term *= (n - k) / (k + 1);
  }
  return Math.min(1, 2 * sum);
}
