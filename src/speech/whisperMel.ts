import { melFilters } from './melFilters.js';
import { ShortTimeSpectra } from './shortTimeSpectra.js';

export const SAMPLE_RATE = 16_000;
export const WHISPER_BANDS = 80;
/** Mel frames are this many samples apart: 100 a second. Frame k is centred on sample k * HOP. */
export const WHISPER_HOP = 160;
const WINDOW = 400;
const FLOOR = 1e-10;
/** Powers of ten below the recording's strongest band that are told apart. */
const RANGE = 8;

/** `bands` x `frames`, row-major by band: value of band b in frame k is data[b * frames + k]. */
export interface WhisperMel {
  readonly frames: number;
  readonly data: Float32Array;
}

/**
 * OpenAI Whisper's log-mel spectrogram (whisper/audio.py of github.com/openai/whisper, MIT): Hann
 * window of 400, hop 160, power, 80 Slaney bands up to 8 kHz, log10, nothing lower than 8 below the
 * strongest value, (x + 4) / 4. The last frame, which would be centred on the end, is dropped.
 * @param pcm mono, 16 kHz
 */
export function whisperMel(pcm: Float32Array): WhisperMel {
  const frames = Math.floor(pcm.length / WHISPER_HOP);
  const data = new Float32Array(WHISPER_BANDS * frames);
  const filters = melFilters({
    bands: WHISPER_BANDS,
    lowestHz: 0,
    highestHz: SAMPLE_RATE / 2,
    window: WINDOW,
    sampleRate: SAMPLE_RATE,
  });
  let strongest = -Infinity;
  new ShortTimeSpectra(WINDOW).visit(pcm, { hop: WHISPER_HOP, frames }, (frame, magnitude) => {
    filters.forEach(({ firstBin, weights }, band) => {
      let energy = 0;
      for (let i = 0; i < weights.length; i++) energy += weights[i] * magnitude[firstBin + i] ** 2;
      const value = Math.log10(Math.max(FLOOR, energy));
      strongest = Math.max(strongest, value);
      data[band * frames + frame] = value;
    });
  });
  const lowest = strongest - RANGE;
  for (let i = 0; i < data.length; i++) data[i] = (Math.max(lowest, data[i]) + 4) / 4;
  return { frames, data };
}
