import { LoudnessMeter } from './loudnessMeter.js';
import { PeakMeter } from './peakMeter.js';

/** LUFS: what players and platforms bring speech to. */
export const WISHED_LOUDNESS = -16;
/** dB below full scale that no peak goes over, so that what encodes it has room. */
export const HIGHEST_PEAK = -1;
/** Another filter between samples, and a rounding to 16 bits, may find a little more. */
const MARGIN_DB = 0.2;

/** How much a whole speech is amplified, and what it comes to. */
export interface SpeechGain {
  /** A factor for every sample alike. */
  readonly factor: number;
  /** LUFS, after the factor; undefined of a speech that is silent. */
  readonly loudness: number | undefined;
}

/** Hears a whole speech, in pieces, to tell how it is brought to the wished loudness. */
export class SpeechLevel {
  private readonly loudness: LoudnessMeter;
  private readonly peak = new PeakMeter();

  constructor(rate: number) {
    this.loudness = new LoudnessMeter(rate);
  }

  push(samples: Float32Array): void {
    this.loudness.push(samples);
    this.peak.push(samples);
  }

  pushSilence(count: number): void {
    this.loudness.pushSilence(count);
    this.peak.pushSilence(count);
  }

  /** To the wished loudness, or as near as the highest peak lets it: no part is made louder than another. */
  get gain(): SpeechGain {
    const { loudness } = this.loudness;
    const { peak } = this.peak;
    if (loudness === undefined || peak === 0) return { factor: 1, loudness: undefined };
    const wished = fromDb(WISHED_LOUDNESS - loudness);
    const most = fromDb(HIGHEST_PEAK - MARGIN_DB) / peak;
    const factor = Math.min(wished, most);
    return { factor, loudness: loudness + 20 * Math.log10(factor) };
  }
}

function fromDb(db: number): number {
  return 10 ** (db / 20);
}
