import type { WaveStretch } from '../core/sound/sampleStream.js';
import { SAMPLE_RATE } from './whisperMel.js';

/** The wave is looked at at 4 kHz: pitch needs no more. */
const DECIMATION = 4;
const RATE = SAMPLE_RATE / DECIMATION;
/** 45 ms: three periods of the deepest voice. */
const WINDOW = 180;
/** Lags of 70 to 400 Hz. */
const SHORTEST_LAG = RATE / 400;
const LONGEST_LAG = Math.round(RATE / 70);
/** Energy of a window below which there is nothing to find a period in. */
const SILENT = 1e-9;

/**
 * How periodic the sound is at each frame, in the range of human pitch: near 1 in vowels, below .4 in
 * breath and noise. The highest normalised autocorrelation of a 45 ms window, mean taken out.
 * @param wave mono, 16 kHz; starts at a multiple of 4 and holds what the frames depend on
 * @param frames from `first` on, of which frame k is centred on k / rate seconds of the recording
 */
export function voicing(
  wave: WaveStretch,
  {
    first,
    frames,
    rate,
  }: { readonly first: number; readonly frames: number; readonly rate: number },
): Float32Array {
  const slow = decimate(wave.data);
  const origin = wave.start / DECIMATION;
  const out = new Float32Array(frames);
  const window = new Float32Array(WINDOW);
  /** energies[i] is that of the window's first i samples. */
  const energies = new Float64Array(WINDOW + 1);
  for (let k = 0; k < frames; k++) {
    const centre = Math.round(((first + k) * RATE) / rate) - origin;
    cutWindow(slow, centre - WINDOW / 2, window);
    window.forEach((value, i) => (energies[i + 1] = energies[i] + value * value));
    if (energies[WINDOW] < SILENT) continue;
    for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      let product = 0;
      for (let i = lag; i < WINDOW; i++) product += window[i] * window[i - lag];
      const early = energies[WINDOW - lag];
      const late = energies[WINDOW] - energies[lag];
      out[k] = Math.max(out[k], product / (Math.sqrt(early * late) + SILENT));
    }
  }
  return out;
}

function decimate(pcm: Float32Array): Float32Array {
  const out = new Float32Array(Math.ceil(pcm.length / DECIMATION));
  for (let i = 0; i < pcm.length; i++) out[Math.floor(i / DECIMATION)] += pcm[i] / DECIMATION;
  return out;
}

/** Silence beyond the ends; without its mean. */
function cutWindow(wave: Float32Array, start: number, out: Float32Array): void {
  let sum = 0;
  for (let i = 0; i < WINDOW; i++) {
    out[i] = wave[start + i] ?? 0;
    sum += out[i];
  }
  for (let i = 0; i < WINDOW; i++) out[i] -= sum / WINDOW;
}
