import { seeded } from '../../src/core/seeded.js';
import { breaths, clicks, music, pinkNoise, SOUND_RATE } from './notSpeech.js';
import { decibels, mixed, power, scaled } from './soundVariants.js';

/** Seconds of the pauses set between words. */
export const PAUSES = [0.3, 0.5, 1] as const;

export interface Fill {
  readonly name: string;
  /** What is in the pause, at its level for speech of power 1. */
  readonly fill: (samples: number) => Float32Array;
  /** dB of pink noise below the speech under all of it; none when absent. */
  readonly under?: number;
}

const level = (sound: Float32Array, db: number): Float32Array =>
  scaled(sound, decibels(db) / Math.sqrt(Math.max(1e-12, power(sound))));

export const FILLS: readonly Fill[] = [
  { name: 'digital silence', fill: (samples) => new Float32Array(samples) },
  { name: 'room, -45 dB', fill: (samples) => level(pinkNoise(samples, seeded(1)), -45) },
  { name: 'a breath, -22 dB', fill: (samples) => level(oneBreath(samples), -22) },
  { name: 'a loud breath, -12 dB', fill: (samples) => level(oneBreath(samples), -12) },
  { name: 'clicks, -15 dB', fill: (samples) => level(clicks(samples, seeded(4)), -15) },
  { name: 'music, -15 dB', fill: (samples) => level(music(samples, seeded(9)), -15) },
  { name: 'pink noise under all, 20 dB', fill: (n) => new Float32Array(n), under: 20 },
  { name: 'pink noise under all, 10 dB', fill: (n) => new Float32Array(n), under: 10 },
];

/** The inward breath of `breaths`, as long as the pause allows. */
function oneBreath(samples: number): Float32Array {
  const breath = breaths(Math.round(0.6 * SOUND_RATE), seeded(6));
  return Float32Array.from(
    { length: samples },
    (_, i) => breath[Math.floor((i / samples) * breath.length)],
  );
}

/** Where pauses are set: the quietest 40 ms within every 1.2 s. */
function cuts(pcm: Float32Array): number[] {
  const hop = SOUND_RATE / 100;
  const stretch = Math.round(1.2 * SOUND_RATE);
  const found: number[] = [];
  for (let start = stretch / 2; start + stretch < pcm.length; start += stretch) {
    let best = { at: start, power: Infinity };
    for (let at = start; at < start + stretch / 2; at += hop) {
      const here = power(pcm.subarray(at - 2 * hop, at + 2 * hop));
      if (here < best.power) best = { at, power: here };
    }
    found.push(best.at);
  }
  return found;
}

/** Speech with pauses of one length set between its words. */
export function pausedSpeech(
  speech: Float32Array,
  seconds: number,
  fill: Fill['fill'],
  under?: number,
): { readonly pcm: Float32Array; readonly pauses: readonly { from: number; to: number }[] } {
  const loudness = Math.sqrt(power(speech));
  const samples = Math.round(seconds * SOUND_RATE);
  const filling = scaled(fill(samples), loudness);
  const parts: Float32Array[] = [];
  const pauses: { from: number; to: number }[] = [];
  let from = 0;
  let length = 0;
  for (const at of cuts(speech)) {
    parts.push(speech.slice(from, at), filling);
    length += at - from;
    pauses.push({ from: length / SOUND_RATE, to: (length + samples) / SOUND_RATE });
    length += samples;
    from = at;
  }
  parts.push(speech.slice(from));
  const pcm = Float32Array.from(parts.flatMap((part) => [...part]));
  const noisy = under === undefined ? pcm : mixed(pcm, pinkNoise(pcm.length, seeded(8)), under);
  return { pcm: noisy, pauses };
}
