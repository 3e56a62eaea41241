import { melFilters } from '../core/sound/melFilters.js';
import { ShortTimeSpectra } from '../core/sound/shortTimeSpectra.js';

export const SAMPLE_RATE = 16_000;
export const WHISPER_BANDS = 80;
/** Mel frames are this many samples apart: 100 a second. */
export const WHISPER_HOP = 160;
const WINDOW = 400;
/** Samples on either side of a mel frame's centre that it depends on. */
export const WHISPER_REACH = WINDOW / 2;
const FLOOR = 1e-10;
/** Powers of ten below the recording's strongest band that are told apart. */
const RANGE = 8;

/** Mel frames `first` and following of a wave; frame k is centred on sample k * WHISPER_HOP. */
export interface MelFrames {
  readonly first: number;
  readonly frames: number;
}

/**
 * OpenAI Whisper's mel spectrogram (whisper/audio.py of github.com/openai/whisper, MIT): Hann window
 * of 400, hop 160, power, 80 Slaney bands up to 8 kHz; then log10, nothing lower than 8 below the
 * whole recording's strongest value, (x + 4) / 4. Owns its transform and buffers: one caller at a
 * time. Waves are mono, 16 kHz, and mirrored at their ends.
 */
export class WhisperMel {
  private readonly spectra = new ShortTimeSpectra(WINDOW);
  private readonly filters = melFilters({
    bands: WHISPER_BANDS,
    lowestHz: 0,
    highestHz: SAMPLE_RATE / 2,
    window: WINDOW,
    sampleRate: SAMPLE_RATE,
  });
  private readonly energies = new Float64Array(WHISPER_BANDS);

  /** The highest energy of a band in any of the frames; 0 for silence. */
  strongest(wave: Float32Array, which: MelFrames): number {
    let highest = 0;
    this.visit(wave, which, (_, energies) => {
      for (const energy of energies) highest = Math.max(highest, energy);
    });
    return highest;
  }

  /**
   * Row-major by band: value of band b in the k-th of the frames is at b * frames + k.
   * @param strongest of the whole recording
   */
  logMel(wave: Float32Array, which: MelFrames, strongest: number): Float32Array {
    const { first, frames } = which;
    const data = new Float32Array(WHISPER_BANDS * frames);
    this.visit(wave, which, (frame, energies) => {
      for (let band = 0; band < WHISPER_BANDS; band++) {
        data[band * frames + frame - first] = logEnergy(energies[band]);
      }
    });
    const lowest = logEnergy(strongest) - RANGE;
    for (let i = 0; i < data.length; i++) data[i] = (Math.max(lowest, data[i]) + 4) / 4;
    return data;
  }

  private visit(
    wave: Float32Array,
    which: MelFrames,
    visitor: (frame: number, energies: Float64Array) => void,
  ): void {
    const { energies } = this;
    this.spectra.visit(wave, { hop: WHISPER_HOP, ...which }, (frame, magnitude) => {
      this.filters.forEach(({ firstBin, weights }, band) => {
        let energy = 0;
        for (let i = 0; i < weights.length; i++) {
          energy += weights[i] * magnitude[firstBin + i] ** 2;
        }
        energies[band] = energy;
      });
      visitor(frame, energies);
    });
  }
}

function logEnergy(energy: number): number {
  return Math.log10(Math.max(FLOOR, energy));
}
