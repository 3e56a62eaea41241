import type { TimeSpan } from '../inspection.js';

/** Seconds: pauses between words are shorter and are no silence. */
const SHORTEST_SILENCE = 0.5;
const WINDOW_SECONDS = 0.05;

/** `count` peaks of the samples, 0..1, evenly spread; fewer when there are fewer samples. */
export function peaksOf(samples: Float32Array, count: number): readonly number[] {
  const length = Math.min(count, samples.length);
  return Array.from({ length }, (_, index) => {
    const from = Math.floor((index * samples.length) / length);
    const to = Math.floor(((index + 1) * samples.length) / length);
    let peak = 0;
    for (let at = from; at < to; at++) peak = Math.max(peak, Math.abs(samples[at]));
    return Math.min(1, Math.round(peak * 100) / 100);
  });
}

/** Stretches of half a second and more that stay below `threshold` dBFS (RMS of 50 ms windows). */
export function silencesOf(
  samples: Float32Array,
  sampleRate: number,
  threshold: number,
): readonly TimeSpan[] {
  const window = Math.max(1, Math.round(sampleRate * WINDOW_SECONDS));
  const limit = 10 ** (threshold / 10);
  const spans: TimeSpan[] = [];
  let from: number | undefined;
  const close = (end: number) => {
    if (from !== undefined && end - from >= SHORTEST_SILENCE) spans.push({ from, to: end });
    from = undefined;
  };
  for (let start = 0; start < samples.length; start += window) {
    const end = Math.min(samples.length, start + window);
    let energy = 0;
    for (let at = start; at < end; at++) energy += samples[at] ** 2;
    if (energy / (end - start) >= limit) close(start / sampleRate);
    else from ??= start / sampleRate;
  }
  close(samples.length / sampleRate);
  return spans;
}
