import { Fft } from './fft.js';

export const SAMPLE_RATE = 16_000;
export const MEL_BANDS = 80;
/** Mel frames a second: one each `HOP` samples. Frame k is centred on sample k * HOP. */
export const MEL_RATE = 80;
const WINDOW = 800;
const HOP = SAMPLE_RATE / MEL_RATE;
const BINS = WINDOW / 2 + 1;
const LOWEST_HZ = 55;
const HIGHEST_HZ = 7600;
const PRE_EMPHASIS = 0.97;
const PEAK = 0.9;

/** `bands` x `frames`, row-major by band: value of band b in frame k is data[b * frames + k]. */
export interface MelSpectrogram {
  readonly frames: number;
  readonly data: Float32Array;
}

/** Slaney's mel scale, as librosa has it: linear to 1 kHz, logarithmic above. */
function melToHz(mel: number): number {
  return mel >= 15 ? 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15)) : (mel * 200) / 3;
}

function hzToMel(hz: number): number {
  return hz >= 1000 ? 15 + Math.log(hz / 1000) / (Math.log(6.4) / 27) : (hz * 3) / 200;
}

interface Filter {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

/** Triangular filters of unit area (Slaney's normalisation), stored without their zeros. */
function melFilters(): Filter[] {
  const low = hzToMel(LOWEST_HZ);
  const high = hzToMel(HIGHEST_HZ);
  const corner = (i: number): number => melToHz(low + ((high - low) * i) / (MEL_BANDS + 1));
  return Array.from({ length: MEL_BANDS }, (_, band) => {
    const [a, b, c] = [corner(band), corner(band + 1), corner(band + 2)];
    const weights: number[] = [];
    let firstBin = -1;
    for (let bin = 0; bin < BINS; bin++) {
      const hz = (bin * SAMPLE_RATE) / WINDOW;
      const weight = Math.max(0, Math.min((hz - a) / (b - a), (c - hz) / (c - b))) * (2 / (c - a));
      if (weight <= 0) continue;
      if (firstBin < 0) firstBin = bin;
      weights.push(weight);
    }
    return { firstBin: Math.max(0, firstBin), weights: Float64Array.from(weights) };
  });
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
  const filters = melFilters();
  const hann = Float64Array.from(
    { length: WINDOW },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW),
  );
  const fft = new Fft(WINDOW);
  const re = new Float64Array(WINDOW);
  const im = new Float64Array(WINDOW);
  const magnitude = new Float64Array(BINS);
  // Two real frames ride in one complex transform, as its real and imaginary part.
  for (let k = 0; k < frames; k += 2) {
    windowInto(re, wave, k * HOP, hann);
    windowInto(im, wave, (k + 1) * HOP, hann);
    fft.transform(re, im);
    for (const second of [false, true]) {
      if (k + Number(second) >= frames) break;
      separate(re, im, second, magnitude);
      writeColumn(data, frames, k + Number(second), magnitude, filters);
    }
  }
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

/** The window centred on sample `centre`, mirrored at both ends of the wave. */
function windowInto(
  out: Float64Array,
  wave: Float64Array,
  centre: number,
  hann: Float64Array,
): void {
  const last = wave.length - 1;
  for (let i = 0; i < WINDOW; i++) {
    let at = Math.abs(centre - WINDOW / 2 + i);
    if (at > last) at = Math.max(0, 2 * last - at);
    out[i] = wave[at] * hann[i];
  }
}

/** Magnitudes of the first or second of the two real signals in one complex spectrum. */
function separate(re: Float64Array, im: Float64Array, second: boolean, out: Float64Array): void {
  const sign = second ? -1 : 1;
  for (let bin = 0; bin < BINS; bin++) {
    const mirror = (WINDOW - bin) % WINDOW;
    const a = re[bin] + sign * re[mirror];
    const b = im[bin] - sign * im[mirror];
    out[bin] = Math.hypot(a, b) / 2;
  }
}

function writeColumn(
  data: Float32Array,
  frames: number,
  frame: number,
  magnitude: Float64Array,
  filters: readonly Filter[],
): void {
  filters.forEach(({ firstBin, weights }, band) => {
    let energy = 0;
    for (let i = 0; i < weights.length; i++) energy += weights[i] * magnitude[firstBin + i];
    const decibels = 20 * Math.log10(Math.max(1e-5, energy)) - 20;
    const scaled = 8 * ((decibels + 100) / 100) - 4;
    data[band * frames + frame] = Math.max(-4, Math.min(4, scaled));
  });
}
