import type { JobsOptions, Queue } from 'bullmq';
import type { LearnTask, PairTask, SpeakTask } from '../tasks.js';

export interface Wanted<Task> {
  /** The same for whoever wants the same, so that it is made once. */
  readonly id: string;
  readonly task: Task;
  readonly options: JobsOptions;
}

/**
 * Puts a job into its queue, or takes up the one that is there: somebody who was cut off may have put it in. One that
 * failed is put in anew. Returns by which run it is cancelled.
 */
export async function placeJob<Task extends LearnTask | PairTask | SpeakTask>(
  queue: Queue,
  { id, task, options }: Wanted<Task>,
): Promise<string> {
  for (;;) {
    const there = await queue.getJob(id);
    if (there) {
      const state = await there.getState();
      if (state !== 'failed' && state !== 'unknown') return (there.data as Task).run;
      await there.remove({ removeChildren: true });
    }
    await queue.add(task.kind, task, { ...options, jobId: id });
    // Somebody else may have been quicker: then it is theirs.
    const placed = await queue.getJob(id);
    if (placed) return (placed.data as Task).run;
  }
}

/** Takes a job out of its queue with all its portions, as far as nobody is at them. Never rejects. */
export async function withdrawJob(queue: Queue, id: string): Promise<void> {
  const job = await queue.getJob(id).catch(() => undefined);
  await job?.removeUnprocessedChildren().catch(() => undefined);
  await job?.remove({ removeChildren: true }).catch(() => undefined);
}
