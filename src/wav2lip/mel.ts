import { melFilters } from '../core/sound/melFilters.js';
import { SampleStream } from '../core/sound/sampleStream.js';
import { ShortTimeSpectra } from '../core/sound/shortTimeSpectra.js';

/** Hz. */
const SAMPLE_RATE = 16_000;

export const MEL_BANDS = 80;
/** Columns that a Wav2Lip-shaped net hears for one frame: a fifth of a second. */
export const MEL_STEPS = 16;
/** Samples from one column to the next: 80 columns a second. */
export const MEL_HOP = 200;
const COLUMNS_A_SECOND = SAMPLE_RATE / MEL_HOP;

const WINDOW = 800;
const HALF = WINDOW / 2;
const PRE_EMPHASIS = 0.97;
const LOWEST_HZ = 55;
const HIGHEST_HZ = 7600;
/** 100 dB below full scale, and what all levels lie above their reference. */
const LEAST_AMPLITUDE = 1e-5;
const REFERENCE_DB = 20;
/** -100..0 dB become -4..4. */
const DB_RANGE = 100;
const EXTREME = 4;
/** Columns made at once: some 6 seconds, so that memory stays bounded. */
const CHUNK = 512;

/**
 * The spectrogram that Wav2Lip was trained on (`audio.py` and `hparams.py` of the paper's own release): pre-emphasis,
 * Hann windows of 800 samples 200 apart, the wave mirrored at its ends as librosa did then, amplitudes in 80 Slaney
 * bands, decibels, -100..0 dB as -4..4. (librosa since 0.10 pads with silence unless told otherwise: that would differ
 * in the first and last two columns from what the published weights heard.)
 * @param samples 16 kHz, one channel, in pieces
 * @returns columns in order, MEL_BANDS numbers each, some at a time
 */
export async function* melColumns(
  samples: AsyncIterable<Float32Array>,
): AsyncGenerator<Float32Array, void, undefined> {
  const mel = new Wav2LipMel();
  const stream = new SampleStream(samples);
  try {
    for (let first = 0; ; first += CHUNK) {
      // One sample more, for the emphasis of the first one.
      const from = Math.max(0, first * MEL_HOP - HALF - 1);
      const { data, end } = await stream.stretch(from, (first + CHUNK - 1) * MEL_HOP + HALF + 1);
      const columns = stream.ended ? Math.min(CHUNK, columnsOf(stream.length) - first) : CHUNK;
      if (columns > 0) yield mel.columns(data.subarray(0, end - from), from, { first, columns });
      if (columns < CHUNK) return;
    }
  } finally {
    await stream.close();
  }
}

/** Columns of so many samples. */
export function columnsOf(samples: number): number {
  return samples === 0 ? 0 : 1 + Math.floor(samples / MEL_HOP);
}

/**
 * Where the window of an output frame begins: later ones than fit begin where the last one that fits does, as in
 * Wav2Lip's own inference.
 * @param columns of the whole spectrogram
 */
export function firstMelColumn(frame: number, frameRate: number, columns: number): number {
  const first = Math.floor((frame * COLUMNS_A_SECOND) / frameRate);
  return Math.max(0, Math.min(first, columns - MEL_STEPS));
}

interface Columns {
  readonly first: number;
  readonly columns: number;
}

/** Owns its transform and buffers: one caller at a time. */
class Wav2LipMel {
  private readonly spectra = new ShortTimeSpectra(WINDOW);
  private readonly filters = melFilters({
    bands: MEL_BANDS,
    lowestHz: LOWEST_HZ,
    highestHz: HIGHEST_HZ,
    window: WINDOW,
    sampleRate: SAMPLE_RATE,
  });

  /**
   * @param wave samples from number `from` of the recording on: all that the columns look at, and where they look
   *   beyond the recording's end, up to it
   */
  columns(wave: Float32Array, from: number, { first, columns }: Columns): Float32Array {
    const emphasised = emphasise(wave, from === 0);
    // What is left begins half a window before the first column's centre, or with the recording.
    const before = from === 0 ? first : HALF / MEL_HOP;
    const out = new Float32Array(columns * MEL_BANDS);
    const wanted = { hop: MEL_HOP, first: before, frames: columns };
    this.spectra.visit(emphasised, wanted, (frame, magnitude) => {
      const at = (frame - before) * MEL_BANDS;
      this.filters.forEach(({ firstBin, weights }, band) => {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += weights[i] * magnitude[firstBin + i];
        out[at + band] = normalised(sum);
      });
    });
    return out;
  }
}

/** Takes most of each sample's predecessor off it; but for a recording's first, that one is gone afterwards. */
function emphasise(wave: Float32Array, isFirst: boolean): Float64Array {
  const skip = isFirst ? 0 : 1;
  return Float64Array.from({ length: Math.max(0, wave.length - skip) }, (_, i) => {
    const at = i + skip;
    return at === 0 ? wave[0] : wave[at] - PRE_EMPHASIS * wave[at - 1];
  });
}

function normalised(amplitude: number): number {
  const db = 20 * Math.log10(Math.max(LEAST_AMPLITUDE, amplitude)) - REFERENCE_DB;
  const value = (2 * EXTREME * (db + DB_RANGE)) / DB_RANGE - EXTREME;
  return Math.max(-EXTREME, Math.min(EXTREME, value));
}
