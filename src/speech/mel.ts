import { melFilters } from './melFilters.js';
import { ShortTimeSpectra } from './shortTimeSpectra.js';

export const SAMPLE_RATE = 16_000;
export const MEL_BANDS = 80;
/** Mel frames a second: one each `HOP` samples. Frame k is centred on sample k * HOP. */
export const MEL_RATE = 80;
const WINDOW = 800;
const HOP = SAMPLE_RATE / MEL_RATE;
const LOWEST_HZ = 55;
const HIGHEST_HZ = 7600;
const PRE_EMPHASIS = 0.97;
const PEAK = 0.9;

/** `bands` x `frames`, row-major by band: value of band b in frame k is data[b * frames + k]. */
export interface MelSpectrogram {
  readonly frames: number;
  readonly data: Float32Array;
}

/**
 * Wav2Lip's mel spectrogram (hparams of github.com/Rudrabha/Wav2Lip): pre-emphasis .97, Hann window
 * of 800, hop 200, amplitude to dB, minus 20, scaled to -4..4 over a 100 dB range. The waveform is
 * first brought to a peak of .9, so that loudness does not change the motion.
 * @param pcm mono, 16 kHz
 */
export function melSpectrogram(pcm: Float32Array): MelSpectrogram {
  const wave = preEmphasize(pcm);
  const frames = 1 + Math.floor(wave.length / HOP);
  const data = new Float32Array(MEL_BANDS * frames);
  const filters = melFilters({
    bands: MEL_BANDS,
    lowestHz: LOWEST_HZ,
    highestHz: HIGHEST_HZ,
    window: WINDOW,
    sampleRate: SAMPLE_RATE,
  });
  new ShortTimeSpectra(WINDOW).visit(wave, { hop: HOP, frames }, (frame, magnitude) => {
    filters.forEach(({ firstBin, weights }, band) => {
      let energy = 0;
      for (let i = 0; i < weights.length; i++) energy += weights[i] * magnitude[firstBin + i];
      const decibels = 20 * Math.log10(Math.max(1e-5, energy)) - 20;
      const scaled = 8 * ((decibels + 100) / 100) - 4;
      data[band * frames + frame] = Math.max(-4, Math.min(4, scaled));
    });
  });
  return { frames, data };
}

function preEmphasize(pcm: Float32Array): Float64Array {
  let peak = 0;
  for (const sample of pcm) peak = Math.max(peak, Math.abs(sample));
  const gain = peak > 1e-4 ? PEAK / peak : 1;
  const wave = new Float64Array(Math.max(pcm.length, WINDOW));
  for (let i = 0; i < pcm.length; i++) {
    wave[i] = gain * (pcm[i] - (i > 0 ? PRE_EMPHASIS * pcm[i - 1] : 0));
  }
  return wave;
}
