import type { WaveStretch } from '../core/sound/sampleStream.js';
import { SAMPLE_RATE } from './whisperMel.js';

/** Half of the 50 ms window a level is measured over. */
const HALF_WINDOW = SAMPLE_RATE / 40;
const FLOOR_DB = -100;

/**
 * Level in dB of full scale of the 50 ms around a sample.
 * @param wave mono, 16 kHz, which must hold those 50 ms where the recording has them
 */
export function levelAt(wave: WaveStretch, centre: number): number {
  const { start, data, end } = wave;
  const from = Math.max(0, centre - HALF_WINDOW);
  const to = Math.min(end, centre + HALF_WINDOW);
  let sum = 0;
  let power = 0;
  for (let i = from - start; i < to - start; i++) {
    sum += data[i];
    power += data[i] * data[i];
  }
  // Without the mean: a microphone's constant offset is no sound.
  const count = Math.max(1, to - from);
  const loudness = power / count - (sum / count) ** 2;
  return loudness > 0 ? Math.max(FLOOR_DB, 10 * Math.log10(loudness)) : FLOOR_DB;
}

/**
 * The same levels below the recording's own loud parts (its 95th percentile is put at -20 dB), so
 * that a quiet recording has the same silences as a loud one.
 */
export function relativeLevels(levels: Float32Array): Float32Array {
  const loud = Float32Array.from(levels).sort()[Math.floor(0.95 * (levels.length - 1))] ?? FLOOR_DB;
  // A recording that is silence throughout has no loud part to be measured against.
  if (loud <= -70) return levels.slice().fill(FLOOR_DB);
  return levels.map((level) => level - loud - 20);
}
