import { SAMPLE_RATE } from './whisperMel.js';

/** Half of the 50 ms window a level is measured over. */
const HALF_WINDOW = SAMPLE_RATE / 40;
const FLOOR_DB = -100;

/**
 * Level of the speech at each frame in dB below the recording's own loud parts (its 95th
 * percentile is put at -20 dB), so that a quiet recording has the same silences as a loud one.
 * @param pcm mono, 16 kHz
 * @param frames as many levels as there are frames, of which frame k is centred on k / rate seconds
 */
export function relativeLevels(pcm: Float32Array, frames: number, rate: number): Float32Array {
  const levels = new Float32Array(frames);
  const hop = SAMPLE_RATE / rate;
  for (let k = 0; k < frames; k++) {
    const from = Math.max(0, k * hop - HALF_WINDOW);
    const to = Math.min(pcm.length, k * hop + HALF_WINDOW);
    let sum = 0;
    let power = 0;
    for (let i = from; i < to; i++) {
      sum += pcm[i];
      power += pcm[i] * pcm[i];
    }
    // Without the mean: a microphone's constant offset is no sound.
    const count = Math.max(1, to - from);
    const loudness = power / count - (sum / count) ** 2;
    levels[k] = loudness > 0 ? Math.max(FLOOR_DB, 10 * Math.log10(loudness)) : FLOOR_DB;
  }
  const loud = Float32Array.from(levels).sort()[Math.floor(0.95 * (frames - 1))] ?? FLOOR_DB;
  // A recording that is silence throughout has no loud part to be measured against.
  if (loud <= -70) return levels.fill(FLOOR_DB);
  return levels.map((level) => level - loud - 20);
}
