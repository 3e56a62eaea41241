import type { SpeechChoice } from '../core/job.js';
import type { FfmpegTools } from '../media/locate.js';
import { speechSamples } from '../media/speech.js';
import { SAMPLE_RATE } from '../speech/whisperMel.js';
import { spokenOf } from './hearSpeech.js';

/** All of an output's sound as networks hear it, at SAMPLE_RATE, each time anew. */
export function spokenSamples(
  tools: FfmpegTools,
  choice: SpeechChoice,
  signal: AbortSignal,
): () => AsyncIterable<Float32Array> {
  const { audio, ...spoken } = spokenOf(choice);
  return () => speechSamples(tools, audio, { signal, sampleRate: SAMPLE_RATE, ...spoken });
}
