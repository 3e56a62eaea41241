import { LoudnessMeter } from './loudnessMeter.js';
import { PeakMeter } from './peakMeter.js';

/** LUFS: what players and platforms bring speech to. */
export const WISHED_LOUDNESS = -16;
/** dB below full scale that no peak goes over, so that what encodes it has room. */
export const HIGHEST_PEAK = -1;
/** Another filter between samples, and a rounding to 16 bits, may find a little more. */
const MARGIN_DB = 0.4;

/** dB that peaks are taken down at most: a sound that is one click is not made a loud speech. */
const MOST_LIMITED_DB = 15;
/** LU that a speech may be off. */
export const NEAR_ENOUGH = 0.1;

/** The amplitude that no peak goes over. */
export const CEILING = fromDb(HIGHEST_PEAK - MARGIN_DB);

/** What was heard of a whole speech. */
export interface HeardLevel {
  /** LUFS; undefined of a speech that is silent. */
  readonly loudness: number | undefined;
  /** Amplitude. */
  readonly peak: number;
}

/** Hears a whole speech in pieces. */
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

  get heard(): HeardLevel {
    return { loudness: this.loudness.loudness, peak: this.peak.peak };
  }
}

/**
 * What a speech is to be amplified by next.
 * @param raw as it is spoken @param factor what it was amplified by @param loudness LUFS that it came to so, its peaks limited
 */
export function nextFactor(raw: HeardLevel, factor: number, loudness: number): number {
  const wished = factor * fromDb(WISHED_LOUDNESS - loudness);
  return raw.peak === 0 ? wished : Math.min(wished, (CEILING / raw.peak) * fromDb(MOST_LIMITED_DB));
}

function fromDb(db: number): number {
  return 10 ** (db / 20);
}
