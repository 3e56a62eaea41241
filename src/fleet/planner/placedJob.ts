import { setTimeout as delay } from 'node:timers/promises';
import type { Job, JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { cancelRun } from '../cancelling.js';
import { readTask, type LearnTask, type PairTask, type SpeakTask } from '../tasks.js';

export interface Wanted<Task> {
  /** The same for whoever wants the same, so that it is made once. */
  readonly id: string;
  readonly task: Task;
  readonly options: JobsOptions;
}

/** How soon it is looked again for a job whose portions are still under way. */
const STILL_MS = 300;

/**
 * Puts a job into its queue, or takes up the one that is there: somebody who was cut off may have put it in. One that
 * failed, or that no planner of ours put there, is put in anew. Returns by which run it is cancelled.
 */
export async function placeJob<Task extends LearnTask | PairTask | SpeakTask>(
  queue: Queue,
  redis: Redis,
  { id, task, options }: Wanted<Task>,
): Promise<string> {
  for (;;) {
    const there = await queue.getJob(id);
    const run = there && runOf(there);
    if (there && (run === undefined || OVER.has(await there.getState()))) {
      // Of one that failed, portions may be under way still: they end, and are taken out with it.
      if (run !== undefined) await cancelRun(redis, run);
      await withdrawJob(queue, id);
      if (await queue.getJob(id)) {
        await delay(STILL_MS);
        continue;
      }
    } else if (run !== undefined) return run;
    await queue.add(task.kind, task, { ...options, jobId: id });
    // Somebody else may have been quicker: then it is theirs.
    const placed = await queue.getJob(id);
    const its = placed && runOf(placed);
    if (its !== undefined) return its;
  }
}

/** What the queue says of a job that nobody goes on with. */
const OVER: ReadonlySet<string> = new Set(['failed', 'unknown']);

/** Undefined of what no planner of ours put in. */
function runOf({ name, data }: Job): string | undefined {
  try {
    return readTask(name, data).run;
  } catch {
    return undefined;
  }
}

/** Takes a job out of its queue with all its portions, as far as nobody is at them. Never rejects. */
export async function withdrawJob(queue: Queue, id: string): Promise<void> {
  const job = await queue.getJob(id).catch(() => undefined);
  await job?.removeUnprocessedChildren().catch(() => undefined);
  await job?.remove({ removeChildren: true }).catch(() => undefined);
}
