import { setTimeout as delay } from 'node:timers/promises';
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { PREFIX, ownerOf } from '../names.js';
import { readProgress, type TaskProgress } from '../tasks.js';

/** What becomes of a job, or of a portion of it. */
export type LaneEvent =
  | { readonly kind: 'active'; readonly job: string }
  | { readonly kind: 'progress'; readonly job: string; readonly told: TaskProgress }
  | { readonly kind: 'completed'; readonly job: string; readonly value: unknown }
  | { readonly kind: 'failed'; readonly job: string; readonly reason: string }
  /** It is in the queue no more, and nobody said what became of it. */
  | { readonly kind: 'gone'; readonly job: string };

export type LaneListener = (event: LaneEvent) => void;

/** How often it is looked whether an event was missed, such as while the line was cut. */
const SWEEP_MS = 10_000;
const HEAR_AGAIN_MS = 1_000;

/** One queue as who plans sees it: puts jobs in, and hears of them. Owns who listens to which job. */
export class Lane {
  readonly queue: Queue;
  private readonly events: QueueEvents;
  private readonly listeners = new Map<string, Set<LaneListener>>();
  private readonly sweeping: NodeJS.Timeout;
  private readonly closing = new AbortController();

  private constructor(
    readonly name: string,
    private readonly redis: Redis,
    log: (line: string) => void,
  ) {
    const options = { connection: redis, prefix: PREFIX };
    this.queue = new Queue(name, options);
    this.queue.on('error', () => undefined);
    this.events = new QueueEvents(name, { ...options, autorun: false });
    this.events.on('error', (error) => {
      log(`queue: ${error.message}`);
    });
    this.events.on('active', ({ jobId: job }) => {
      this.tell({ kind: 'active', job });
    });
    this.events.on('progress', ({ jobId: job, data }) => {
      const told = readProgress(data);
      if (told) this.tell({ kind: 'progress', job, told });
    });
    this.events.on('completed', ({ jobId: job, returnvalue: value }) => {
      this.tell({ kind: 'completed', job, value });
    });
    this.events.on('failed', ({ jobId: job, failedReason: reason }) => {
      this.tell({ kind: 'failed', job, reason });
    });
    this.events.on('removed', ({ jobId: job }) => {
      this.tell({ kind: 'gone', job });
    });
    this.sweeping = setInterval(() => {
      void this.sweep().catch(() => undefined);
    }, SWEEP_MS);
    this.sweeping.unref();
  }

  static async open(name: string, redis: Redis, log: (line: string) => void): Promise<Lane> {
    const lane = new Lane(name, redis, log);
    try {
      // What is put in before it listens is not heard of.
      await lane.events.waitUntilReady();
      void lane.hear(log);
      return lane;
    } catch (error) {
      void lane.close();
      throw error;
    }
  }

  /** Hears of a job and of its portions. Returns how to stop it. */
  listen(owner: string, listener: LaneListener): () => void {
    const all = this.listeners.get(owner) ?? new Set();
    this.listeners.set(owner, all.add(listener));
    return () => {
      all.delete(listener);
      if (all.size === 0 && this.listeners.get(owner) === all) this.listeners.delete(owner);
    };
  }

  /** Tells of each job what it has come to, where that was not heard. */
  async sweep(): Promise<void> {
    for (const job of [...this.listeners.keys()]) {
      const found = await this.standing(job);
      if (found) this.tell(found);
    }
  }

  /** What a job has come to; undefined while it is under way. */
  async standing(job: string): Promise<LaneEvent | undefined> {
    const key = (kind: string) => `${PREFIX}:${this.name}:${kind}`;
    const answers = await this.redis
      .pipeline()
      .zscore(key('completed'), job)
      .zscore(key('failed'), job)
      .exists(key(job))
      .exec();
    const [completed, failed, exists] = (answers ?? []).map(([, value]) => value);
    if (exists === 0) return { kind: 'gone', job };
    if (completed === null && failed === null) return undefined;
    const over = await this.queue.getJob(job);
    if (!over) return { kind: 'gone', job };
    return completed === null
      ? { kind: 'failed', job, reason: over.failedReason }
      : { kind: 'completed', job, value: over.returnvalue };
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearInterval(this.sweeping);
    await this.events.close().catch(() => undefined);
    await this.queue.close().catch(() => undefined);
  }

  /** Listening ends at an event that nobody can read: it is begun anew after that. */
  private async hear(log: (line: string) => void): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await this.events.run().catch((error: unknown) => {
        if (!signal.aborted) log(`queue: ${String(error)}`);
      });
      await delay(HEAR_AGAIN_MS, undefined, { ref: false, signal }).catch(() => undefined);
      // What was told meanwhile was not heard.
      void this.sweep().catch(() => undefined);
    }
  }

  private tell(event: LaneEvent): void {
    const all = this.listeners.get(ownerOf(event.job));
    for (const listener of [...(all ?? [])]) listener(event);
  }
}
