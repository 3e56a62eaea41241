import { samplePeaks } from './peakMeter.js';

/** Seconds either way over which the gain comes down to a peak and goes up again: slower than any pitch. */
const EASE_SECONDS = 0.02;

/**
 * Amplified sound whose peaks, between samples too, stay under a ceiling: around each that would not, the gain comes
 * down and goes up again smoothly. What needs nothing is amplified alone. The same sound gives the same samples.
 * @param samples a whole sentence: nothing beyond it is looked at
 * @param ceiling amplitude
 */
export function limitPeaks(
  samples: Float32Array,
  factor: number,
  ceiling: number,
  rate: number,
): Float32Array {
  const peaks = samplePeaks(samples);
  const most = peaks.reduce((highest, peak) => Math.max(highest, peak), 0);
  if (most * factor <= ceiling) return samples.map((sample) => sample * factor);
  const gains = peaks.map((peak) => (peak * factor > ceiling ? ceiling / (peak * factor) : 1));
  const half = Math.max(1, Math.round((EASE_SECONDS * rate) / 2));
  // Where a gain is at its least within `2 half` either way, two means over `half` either way are at most that.
  const eased = meanAround(meanAround(leastAround(gains, 2 * half), half), half);
  return samples.map((sample, at) => sample * factor * eased[at]);
}

/** The least of each number and those up to `reach` before and after it, in one pass. */
function leastAround(values: Float64Array, reach: number): Float64Array {
  const least = new Float64Array(values.length);
  /** Places whose values rise: the first is the least of the window. */
  const rising: number[] = [];
  let first = 0;
  for (let next = 0; next < values.length + reach; next++) {
    if (next < values.length) {
      while (rising.length > first && values[rising[rising.length - 1]] >= values[next])
        rising.pop();
      rising.push(next);
    }
    const at = next - reach;
    if (at < 0) continue;
    while (rising[first] < at - reach) first += 1;
    least[at] = values[rising[first]];
  }
  return least;
}

/** The mean of each number and those up to `reach` before and after it; beyond the ends all is as at them. */
function meanAround(values: Float64Array, reach: number): Float64Array {
  const count = 2 * reach + 1;
  const last = values.length - 1;
  const valueAt = (at: number): number => values[Math.max(0, Math.min(last, at))];
  let sum = 0;
  for (let at = -reach; at <= reach; at++) sum += valueAt(at);
  return values.map((_, at) => {
    const mean = sum / count;
    sum += valueAt(at + reach + 1) - valueAt(at - reach);
    return mean;
  });
}
