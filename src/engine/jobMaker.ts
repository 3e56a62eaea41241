import PQueue from 'p-queue';
import { failureForLog, HeygemError, toFailure } from '../core/errors.js';
import type { JobProgress, JobResult, LipSyncJob } from '../core/job.js';
import type { FileLock } from './fileLock.js';
import { guardOutput, removePartials } from './outputGuard.js';
import type { HeldResult } from './previousResults.js';
import { lockOutput } from './outputLock.js';
import type { WorkerClient } from './workerClient.js';

/** A job with what the engine has to know around it. */
export interface JobOrder {
  readonly job: LipSyncJob;
  /** A file at the output may be replaced even if no report beside it says that it is ours. */
  readonly mayReplace: boolean;
  /** Called once the output is whole, before the result is told. */
  readonly onDone?: (result: Extract<JobResult, { kind: 'done' }>) => Promise<void>;
}

export interface MakingWatch {
  readonly signal: AbortSignal;
  /** Once for each attempt. */
  readonly onStart: () => void;
  readonly onProgress: (progress: JobProgress) => void;
}

const ATTEMPTS = 2;

/** Makes one job from guarding its output to its result. Never rejects. */
export class JobMaker {
  /** Several batches may be under way, but a device shared by two jobs makes neither faster. */
  private readonly turns = new PQueue({ concurrency: 1 });

  constructor(
    private readonly worker: WorkerClient,
    private readonly log: (line: string) => void,
    /** Takes hold of the result that is about to be replaced, where previous ones are kept. */
    private readonly hold: (output: string) => Promise<HeldResult | undefined>,
  ) {}

  make(order: JobOrder, watch: MakingWatch): Promise<JobResult> {
    return this.turns.add(() => this.makeNow(order, watch));
  }

  private async makeNow(order: JobOrder, watch: MakingWatch): Promise<JobResult> {
    const { job } = order;
    const { signal } = watch;
    try {
      signal.throwIfAborted();
      await guardOutput(job.output, [job.video, job.audio], order.mayReplace);
      const result = await this.attempt(job, watch, 1);
      if (result.kind === 'done') await order.onDone?.(result);
      return this.logged(job, result);
    } catch (error) {
      if (signal.aborted) return this.logged(job, { kind: 'cancelled' });
      return this.logged(job, { kind: 'failed', failure: toFailure(error) });
    }
  }

  /** A worker that died may have died of anything, so the job is tried once more in a fresh one. */
  private async attempt(job: LipSyncJob, watch: MakingWatch, number: number): Promise<JobResult> {
    try {
      return await this.makeLocked(job, watch);
    } catch (error) {
      if (number >= ATTEMPTS || watch.signal.aborted || !isWorkerLost(error)) throw error;
      this.log(`${job.id}: trying again after ${failureForLog(toFailure(error))}`);
      return this.attempt(job, watch, number + 1);
    }
  }

  private async makeLocked(job: LipSyncJob, watch: MakingWatch): Promise<JobResult> {
    watch.onStart();
    const workerPid = await this.worker.ready();
    const lock = await lockOutput(job.output, workerPid, watch.signal);
    const held = await this.comfort(() => this.hold(job.output));
    let result: JobResult | undefined;
    try {
      await removePartials(job.output);
      result = await this.worker.run(job, watch);
      return result;
    } finally {
      if (result?.kind !== 'done') await removePartials(job.output);
      await this.comfort(async () => (result?.kind === 'done' ? held?.keep() : held?.drop()));
      await this.release(lock);
    }
  }

  /** Keeping what was before must never be why a video is not made. */
  private async comfort<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.log(`the previous result could not be kept: ${String(error)}`);
      return undefined;
    }
  }

  private async release(lock: FileLock): Promise<void> {
    await lock.release().catch((error: unknown) => {
      this.log(`a lock could not be released: ${String(error)}`);
    });
  }

  private logged(job: LipSyncJob, result: JobResult): JobResult {
    const detail = result.kind === 'failed' ? ` ${failureForLog(result.failure)}` : '';
    this.log(`${job.id} (${job.output}): ${result.kind}${detail}`);
    return result;
  }
}

function isWorkerLost(error: unknown): boolean {
  return (
    error instanceof HeygemError &&
    (error.code === 'worker-crashed' || error.code === 'worker-unresponsive')
  );
}
