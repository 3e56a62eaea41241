import { setImmediate as turn } from 'node:timers/promises';
import type { Model } from '../core/model.js';
import { FEATURE_HOP, FEATURE_RATE } from './featureFrames.js';
import { SampleStream } from '../core/sound/sampleStream.js';
import type { SpeechSurvey } from './surveySpeech.js';
import { WHISPER_BANDS, WHISPER_HOP, WhisperMel } from './whisperMel.js';

const MEL_FRAMES = FEATURE_HOP / WHISPER_HOP;
/** Feature frames of silence before and after the recording, as in training. */
const PAD = FEATURE_RATE / 2;
/** Feature frames the encoder attends over at once, and how many two windows share. */
const WINDOW = 12 * FEATURE_RATE;
const OVERLAP = 2 * FEATURE_RATE;
/** Feature frames around a window that its outermost mel frames reach into. */
const MARGIN = 1;

/** Features of some frames: value i of frame `first` + k is data[k * width + i]. */
export interface FeatureRows {
  readonly first: number;
  readonly frames: number;
  readonly width: number;
  /** Valid until the next rows are asked for. */
  readonly data: Float32Array;
}

/**
 * Whisper's features of a whole recording in order, however long: its encoder attends over windows
 * of 12 s that share 2 s, and each is cut in the middle of what it shares, far from where it lacks
 * context.
 * @param model `mel` [1, 80, T] -> `features` [1, T / 2, width]
 * @param pieces mono, 16 kHz: the samples that were surveyed
 */
export async function* encodeSpeech(
  model: Model,
  pieces: AsyncIterable<Float32Array>,
  survey: Pick<SpeechSurvey, 'frames' | 'gain' | 'strongest'>,
  signal: AbortSignal,
): AsyncGenerator<FeatureRows, void, undefined> {
  const mel = new WhisperMel();
  const stream = new SampleStream(pieces);
  try {
    for (const { start, end, from, until } of windows(survey.frames + 2 * PAD)) {
      await turn();
      signal.throwIfAborted();
      const frames = end - start;
      const begin = (start - PAD - MARGIN) * FEATURE_HOP;
      const { data: wave } = await stream.stretch(
        begin,
        begin + (frames + 2 * MARGIN) * FEATURE_HOP,
      );
      for (let i = 0; i < wave.length; i++) wave[i] *= survey.gain;
      const which = { first: MARGIN * MEL_FRAMES, frames: frames * MEL_FRAMES };
      const data = mel.logMel(wave, which, survey.strongest);
      const { features } = await model.run({
        mel: { dims: [1, WHISPER_BANDS, which.frames], data },
      });
      const width = features.dims[2];
      const low = Math.max(from, PAD);
      const high = Math.min(until, PAD + survey.frames);
      if (low >= high) continue;
      const rows = features.data.subarray((low - start) * width, (high - start) * width);
      yield { first: low - PAD, frames: high - low, width, data: rows };
    }
  } finally {
    await stream.close();
  }
}

/** A window [start, end) of feature frames, of which [from, until) is kept. */
interface Window {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly until: number;
}

/** Windows that cover `frames`; the last begins earlier rather than being short. */
export function* windows(frames: number): Generator<Window, void, undefined> {
  for (let next = 0, from = 0; from < frames;) {
    const start = Math.max(0, Math.min(next, frames - WINDOW));
    const end = Math.min(frames, start + WINDOW);
    const until = end === frames ? frames : end - OVERLAP / 2;
    yield { start, end, from, until };
    next = end - OVERLAP;
    from = until;
  }
}
