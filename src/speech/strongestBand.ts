import { WHISPER_REACH, WHISPER_HOP, type WhisperMel } from './whisperMel.js';

/** Pairs of frames that are remembered; rounding alone tells more that are as strong apart. */
const KEPT = 8;
/** Mel frames measured together: one transform takes two. */
const PAIR = 2;
/** Hops kept before a pair's first centre: more than it reaches, and whole pairs. */
const MARGIN = PAIR;
/** Samples from MARGIN hops before a pair's first centre to what its second frame reaches. */
const LENGTH = (MARGIN + PAIR - 1) * WHISPER_HOP + WHISPER_REACH;

interface Candidate {
  readonly energy: number;
  readonly wave: Float32Array;
}

/**
 * Finds the strongest mel band that a recording will have after a gain that is known only at its end.
 * A gain scales all alike, but each product is rounded; so the few strongest places are remembered
 * and measured again, which gives the same number as if all had been. Owns those places.
 */
export class StrongestBand {
  private candidates: Candidate[] = [];

  constructor(private readonly mel: WhisperMel) {}

  /**
   * Looks at `pairs` pairs of mel frames, the first of them centred on sample `centre` of the wave,
   * which must hold MARGIN hops before it.
   */
  push(wave: Float32Array, centre: number, pairs: number): void {
    for (let pair = 0; pair < pairs; pair++) {
      const at = centre + pair * PAIR * WHISPER_HOP - MARGIN * WHISPER_HOP;
      const stretch = wave.subarray(at, at + LENGTH);
      const energy = this.measure(stretch);
      const weakest = this.candidates.at(-1);
      if (energy <= 0) continue;
      if (this.candidates.length >= KEPT && weakest && energy <= weakest.energy) continue;
      this.candidates.push({ energy, wave: stretch.slice() });
      this.candidates.sort((a, b) => b.energy - a.energy).splice(KEPT);
    }
  }

  /** The strongest band's energy when every sample is multiplied by `gain`. */
  after(gain: number): number {
    const energies = this.candidates.map(({ wave }) =>
      this.measure(wave.map((sample) => gain * sample)),
    );
    return Math.max(0, ...energies);
  }

  private measure(wave: Float32Array): number {
    return this.mel.strongest(wave, { first: MARGIN, frames: PAIR });
  }
}
