import { setImmediate as turn } from 'node:timers/promises';
import { FEATURE_HOP, FEATURE_RATE, featureFrames } from './featureFrames.js';
import { levelAt, relativeLevels } from './loudness.js';
import { SampleStream, type WaveStretch } from '../core/sound/sampleStream.js';
import { StrongestBand } from './strongestBand.js';
import { voicing } from './voicing.js';
import { WhisperMel } from './whisperMel.js';

/** What tells speech from other sounds without any model, at each feature frame. */
export interface SoundSigns {
  /** dB below the recording's loud parts; loud speech is near -20. */
  readonly levels: Float32Array;
  /** How periodic the sound is, 0..1. */
  readonly voicing: Float32Array;
}

/** What can only be known of a recording by going through all of it once. */
export interface SpeechSurvey {
  readonly samples: number;
  /** Feature frames. */
  readonly frames: number;
  /** Brings the highest sample to PEAK, so that loudness does not change the motion. */
  readonly gain: number;
  /** Energy of the strongest mel band after that gain. */
  readonly strongest: number;
  readonly signs: SoundSigns;
}

export interface SurveyOptions {
  readonly signal: AbortSignal;
  /** Told now and then how many samples were gone through. */
  readonly onSamples?: (samples: number) => void;
}

const PEAK = 0.9;
/** A peak below this is silence, not to be made loud. */
const SILENT = 1e-4;
/** Feature frames looked at together: ten seconds. */
const BLOCK = 10 * FEATURE_RATE;
/** Samples around a block that its outermost frames depend on. */
const MARGIN = 2 * FEATURE_HOP;

/**
 * Goes through a recording once, block by block: what it keeps is two numbers a feature frame.
 * @param pieces mono, 16 kHz
 */
export async function surveySpeech(
  pieces: AsyncIterable<Float32Array>,
  { signal, onSamples }: SurveyOptions,
): Promise<SpeechSurvey> {
  const stream = new SampleStream(pieces);
  const surveyor = new Surveyor();
  try {
    for (let first = 0, last = false; !last; first += BLOCK) {
      // What has arrived already comes without a turn of the event loop, and a cancel would wait.
      await turn();
      signal.throwIfAborted();
      const from = first * FEATURE_HOP - MARGIN;
      const wave = await stream.stretch(from, from + BLOCK * FEATURE_HOP + 2 * MARGIN);
      const left = featureFrames(stream.length) - first;
      last = stream.ended && left <= BLOCK;
      surveyor.look(wave, { first, frames: last ? left : BLOCK, last });
      onSamples?.(wave.end);
    }
    return surveyor.survey(stream.length);
  } finally {
    await stream.close();
  }
}

interface Block {
  readonly first: number;
  readonly frames: number;
  readonly last: boolean;
}

/** Owns what was seen of one recording so far. */
class Surveyor {
  private readonly strongest = new StrongestBand(new WhisperMel());
  private readonly levels: Float32Array[] = [];
  private readonly voicing: Float32Array[] = [];
  private peak = 0;

  look(wave: WaveStretch, block: Block): void {
    const { first, frames, last } = block;
    const begin = first * FEATURE_HOP;
    const end = Math.min(wave.end, begin + frames * FEATURE_HOP);
    for (let at = begin; at < end; at++) {
      this.peak = Math.max(this.peak, Math.abs(wave.data[at - wave.start]));
    }
    this.levels.push(
      Float32Array.from({ length: frames }, (_, k) => levelAt(wave, begin + k * FEATURE_HOP)),
    );
    this.voicing.push(voicing(wave, { first, frames, rate: FEATURE_RATE }));
    // In the silence around a recording, one frame on either side still reaches into it.
    const before = first === 0 ? 1 : 0;
    const pairs = before + frames + (last ? 1 : 0);
    this.strongest.push(wave.data, begin - before * FEATURE_HOP - wave.start, pairs);
  }

  survey(samples: number): SpeechSurvey {
    const gain = this.peak > SILENT ? PEAK / this.peak : 1;
    return {
      samples,
      frames: featureFrames(samples),
      gain,
      strongest: this.strongest.after(gain),
      signs: { levels: relativeLevels(joined(this.levels)), voicing: joined(this.voicing) },
    };
  }
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}
