import type { LipSyncJob } from '../../core/job.js';
import type { TimedSentence } from '../../core/subtitles/spokenText.js';
import type { ScriptSentence } from '../../core/voice/sentences.js';
import { speechSamples } from '../../media/speech.js';
import { FEATURE_RATE } from '../../speech/featureFrames.js';
import { surveySpeech } from '../../speech/surveySpeech.js';
import { SAMPLE_RATE } from '../../speech/whisperMel.js';
import { alignByPauses } from '../../subtitles/alignByPauses.js';
import { spokenOf } from '../hearSpeech.js';
import type { Workshop } from '../workshop.js';

export interface AlignedTranscript {
  readonly sentences: readonly TimedSentence[];
  /** Whether text and recording surely belong together. */
  readonly sure: boolean;
}

/**
 * Finds when the sentences of a text are said in a job's recording, by the time of the output.
 * @throws HeygemError as `speechSamples`
 */
export async function alignTranscript(
  { tools }: Pick<Workshop, 'tools'>,
  job: LipSyncJob,
  sentences: readonly ScriptSentence[],
  signal: AbortSignal,
): Promise<AlignedTranscript> {
  const { audio, ...choice } = spokenOf(job);
  const samples = speechSamples(tools, audio, { signal, sampleRate: SAMPLE_RATE, ...choice });
  const { signs } = await surveySpeech(samples, { signal });
  const texts = sentences.map(({ text }) => text);
  const timed = alignByPauses(texts, { levels: signs.levels, rate: FEATURE_RATE });
  const opened = timed.map((sentence, at): TimedSentence => {
    const opens = at > 0 && sentences[at - 1].then === 'paragraph';
    return { ...sentence, ...(opens && { opens }) };
  });
  return { sentences: opened, sure: true };
}
