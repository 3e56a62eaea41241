import type { SpokenSentence } from '../../core/voice/spoken.js';

/** Of the loudest sample of a sentence: what is quieter, at its ends, is breath and noise. */
const QUIET_SHARE = 0.012;
/** Seconds that are kept before the first sound and after the last, for what fades. */
export const KEPT_BEFORE = 0.05;
export const KEPT_AFTER = 0.09;
/** Seconds over which a sentence comes out of silence and goes back to it. */
const FADE = 0.008;

/**
 * A sentence without the silence that a voice puts around it, which no two give alike: pauses are ours. It begins
 * and ends at zero, so that no join is heard; its times move along.
 */
export function trimSentence(sentence: SpokenSentence): SpokenSentence {
  const { sampleRate, samples, words, sounds } = sentence;
  const { first, last } = soundIn(samples);
  const from = Math.max(0, first - Math.round(KEPT_BEFORE * sampleRate));
  const to = Math.min(samples.length, last + 1 + Math.round(KEPT_AFTER * sampleRate));
  const kept = samples.slice(from, Math.max(from, to));
  fade(kept, Math.round(FADE * sampleRate));
  const seconds = kept.length / sampleRate;
  const moved = <T extends { readonly from: number; readonly to: number }>(each: T): T => ({
    ...each,
    from: within(each.from - from / sampleRate, seconds),
    to: within(each.to - from / sampleRate, seconds),
  });
  return { sampleRate, samples: kept, words: words.map(moved), sounds: sounds.map(moved) };
}

/** Of a silent sentence, its first sample. */
function soundIn(samples: Float32Array): { readonly first: number; readonly last: number } {
  let highest = 0;
  for (const sample of samples) highest = Math.max(highest, Math.abs(sample));
  if (highest === 0) return { first: 0, last: 0 };
  const isHeard = (sample: number) => Math.abs(sample) >= highest * QUIET_SHARE;
  return { first: samples.findIndex(isHeard), last: samples.findLastIndex(isHeard) };
}

function fade(samples: Float32Array, length: number): void {
  const count = Math.min(length, samples.length >> 1);
  for (let at = 0; at < count; at++) {
    const share = 0.5 - 0.5 * Math.cos((Math.PI * at) / count);
    samples[at] *= share;
    samples[samples.length - 1 - at] *= share;
  }
}

function within(seconds: number, most: number): number {
  return Math.min(most, Math.max(0, seconds));
}
