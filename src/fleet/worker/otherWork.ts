import { basename, dirname } from 'node:path';
import type { Queue } from 'bullmq';
import { HeygemError } from '../../core/errors.js';
import type { SpeakRequest, SpeakResult } from '../../core/voice/speaking.js';
import type { TaskWatch } from '../../engine/device.js';
import { makeFolder } from '../../files/makeFolder.js';
import type { Storage } from '../storage.js';
import {
  readTask,
  type LearnTask,
  type PairTask,
  type SegmentsResult,
  type SegmentsTask,
  type SpeakTask,
  type SpeechResult,
} from '../tasks.js';
import { jobHere, type JobPlace } from './jobHere.js';
import { watchFor, type Attempt } from './taskTools.js';

/** Nothing is written of these but what is kept in the journal. */
const NO_TARGET = '';

export async function learnVideo(
  place: JobPlace,
  task: LearnTask,
  attempt: Attempt,
): Promise<Record<string, never>> {
  const job = await jobHere(place, task.job, { id: attempt.id, target: NO_TARGET });
  await attempt.device.make('learn', job, watchFor(attempt, 'learn'));
  return {};
}

/** What pairs are, for the segments that name them. Owns those that were asked for last. */
export class PairsOfSegments {
  private readonly known = new Map<string, PairTask>();

  constructor(
    private readonly queue: Pick<Queue, 'getJob'>,
    private readonly most = 64,
  ) {}

  /** Rejects with `cancelled` when the pair is gone. */
  async of({ pair, run }: SegmentsTask): Promise<PairTask> {
    const key = `${run} ${pair}`;
    const known = this.known.get(key);
    if (known) return known;
    const job = await this.queue.getJob(pair);
    const task = job && readTask(job.name, job.data);
    if (task?.kind !== 'pair') throw new HeygemError('cancelled');
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(key, task);
    return task;
  }
}

export async function makeSegments(
  place: JobPlace,
  { job: sent }: PairTask,
  { indices }: SegmentsTask,
  attempt: Attempt,
): Promise<SegmentsResult> {
  const job = await jobHere(place, sent, { id: attempt.id, target: NO_TARGET });
  const { device, signal, tell } = attempt;
  let frames = 0;
  const watch: TaskWatch = {
    signal,
    onProgress: (progress) => {
      if (progress.stage === 'render') frames = progress.total;
      tell({ kind: 'segments', progress });
    },
  };
  const request = { job, indices, missingOnly: true };
  const { kind } = await device.make('segments', request, watch);
  if (kind === 'made') return { frames };
  // Somebody emptied the storage's cache meanwhile.
  await device.make('prepare', job, watchFor(attempt, 'prepare'));
  const again = await device.make('segments', request, watch);
  if (again.kind === 'made') return { frames };
  throw new HeygemError('internal', {}, 'the journal was lost again and again');
}

export type Speak = (request: SpeakRequest, watch: TaskWatch) => Promise<SpeakResult>;

/** Speaks into a file of this attempt's own: whoever planned puts it in its place. */
export async function speakScript(
  storage: Storage,
  speak: Speak,
  task: SpeakTask,
  attempt: Omit<Attempt, 'device'>,
): Promise<SpeechResult> {
  const target = storage.result({ task: attempt.id, attempt: attempt.number }, '.wav');
  await makeFolder(dirname(target));
  const { signal, tell } = attempt;
  const speech = await speak(
    { ...task.request, target },
    {
      signal,
      onProgress: (progress) => {
        tell({ kind: 'speak', progress });
      },
    },
  );
  return { result: basename(target), speech };
}
