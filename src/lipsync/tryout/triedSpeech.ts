import type { TimeSpan } from '../../core/inspection.js';
import type { SpeechChoice } from '../../core/job.js';
import type { AudioInfo } from '../../core/videoInfo.js';
import { SAMPLE_RATE } from '../../speech/whisperMel.js';
import type { ContentHashes } from '../actor/contentHashes.js';
import { listenTo, spokenOf, type Listened, type ListenOptions } from '../hearSpeech.js';
import type { Workshop } from '../workshop.js';

/** Stretches of recordings kept in memory: some kilobytes a second each. */
const KEPT = 4;

export interface StretchRequest {
  readonly job: SpeechChoice;
  readonly known: AudioInfo;
  /** Seconds into the output; all of it when absent. */
  readonly stretch: TimeSpan | undefined;
  readonly watch: Pick<ListenOptions, 'signal' | 'onHeard'>;
}

/** What was heard of recordings for tries: moving a slider hears nothing anew. Owns the last few. */
export class TriedSpeech {
  private readonly kept = new Map<string, Listened>();

  constructor(private readonly hashes: ContentHashes) {}

  /** @throws as `listenTo` */
  async of({ tools, models, provider }: Workshop, request: StretchRequest): Promise<Listened> {
    const { job, known, stretch, watch } = request;
    const { audio, ...choice } = spokenOf(job);
    const content = await this.hashes.of(audio);
    const key = JSON.stringify([content, provider, choice, stretch]);
    const heard =
      this.kept.get(key) ??
      (await listenTo(tools, models, audio, {
        ...watch,
        ...{ ...choice, known },
        ...(stretch && samplesOf(stretch)),
      }));
    this.kept.delete(key);
    this.kept.set(key, heard);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT) this.kept.delete(oldest);
    return heard;
  }
}

function samplesOf({ from, to }: TimeSpan): Pick<ListenOptions, 'only' | 'seconds'> {
  const run = { from: Math.round(from * SAMPLE_RATE), to: Math.round(to * SAMPLE_RATE) };
  return { only: [run], seconds: to };
}
