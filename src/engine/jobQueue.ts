import { performance } from 'node:perf_hooks';
import type { JobId } from '../core/ids.js';
import type { JobEvent } from '../core/progress/jobEvents.js';
import type { JobMaker, JobOrder, JobOutcome } from './jobMaker.js';

interface QueuedJob {
  readonly order: JobOrder;
  readonly abort: AbortController;
  readonly settle: (result: JobOutcome) => void;
}

/**
 * Jobs in the order they came, one running at a time: a device shared by two jobs makes neither
 * faster. Owns which jobs wait and which runs.
 */
export class JobQueue {
  private readonly waiting: QueuedJob[] = [];
  private running: QueuedJob | undefined;

  constructor(
    private readonly maker: JobMaker,
    private readonly onEvent: (event: JobEvent) => void,
  ) {}

  /** Resolves with the job's result; never rejects. The caller tells that it is queued. */
  add(order: JobOrder): Promise<JobOutcome> {
    return new Promise((settle) => {
      this.waiting.push({ order, abort: new AbortController(), settle });
      void this.pump();
    });
  }

  /** A waiting job ends at once, a running one when the worker has cleaned up. */
  cancel(id: JobId): void {
    if (this.running?.order.job.id === id) this.running.abort.abort();
    const position = this.waiting.findIndex(({ order }) => order.job.id === id);
    if (position < 0) return;
    const [job] = this.waiting.splice(position, 1);
    this.finish(job, { kind: 'cancelled' });
  }

  cancelAll(): void {
    this.running?.abort.abort();
    for (const job of this.waiting.splice(0)) this.finish(job, { kind: 'cancelled' });
  }

  private async pump(): Promise<void> {
    if (this.running) return;
    const next = this.waiting.shift();
    if (!next) return;
    this.running = next;
    const { id } = next.order.job;
    const result = await this.maker.make(next.order, {
      signal: next.abort.signal,
      onStart: () => {
        this.onEvent({ kind: 'started', id, at: performance.now() });
      },
      onProgress: (progress) => {
        this.onEvent({ kind: 'progress', id, at: performance.now(), progress });
      },
    });
    this.running = undefined;
    this.finish(next, result);
    // The others would fill the last bytes one after the other, each after minutes of work.
    if (result.kind === 'failed' && result.failure.code === 'disk-full') this.cancelAll();
    void this.pump();
  }

  private finish({ order, settle }: QueuedJob, result: JobOutcome): void {
    const { id } = order.job;
    if (result.kind === 'skipped') this.onEvent({ kind: 'skipped', id });
    else this.onEvent({ kind: 'finished', id, at: performance.now(), result });
    settle(result);
  }
}
