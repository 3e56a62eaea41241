import PQueue from 'p-queue';
import { failureForLog, HeygemError, toFailure } from '../core/errors.js';
import type { JobProgress, JobResult, LipSyncJob } from '../core/job.js';
import type { WrittenFile } from '../core/outputFiles.js';
import type { DiskFacts } from './diskFacts.js';
import type { FileLock } from './fileLock.js';
import { guardInputs } from './outputGuard.js';
import { lockOutput } from './outputLock.js';
import { OutputPlace } from './outputPlace.js';
import type { OutputLedger, OutputStanding } from './outputStanding.js';
import type { HeldResult } from './previousResults.js';
import type { WorkerClient } from './workerClient.js';

/** A job with what the engine has to know around it. */
export interface JobOrder {
  /** Where it is written, the maker chooses. */
  readonly job: Omit<LipSyncJob, 'target'>;
  /** Also makes what is current, and replaces what is not ours. */
  readonly force: boolean;
  /** Of the project that wants it; absent outside of any. */
  readonly ledger?: OutputLedger;
  /** Files besides the output that will be written, so that none of them is an input. */
  readonly alsoWritten?: readonly string[];
}

/** `skipped`: another process made it while this one waited, or only the ledger had been lost. */
export type JobOutcome = JobResult | { readonly kind: 'skipped' };

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
    private readonly files: Pick<DiskFacts, 'hash' | 'remember'>,
    private readonly log: (line: string) => void,
    /** Takes hold of the result that is about to be replaced, where previous ones are kept. */
    private readonly hold: (output: string, file: WrittenFile) => Promise<HeldResult | undefined>,
  ) {}

  make(order: JobOrder, watch: MakingWatch): Promise<JobOutcome> {
    return this.turns.add(() => this.makeNow(order, watch));
  }

  private async makeNow(order: JobOrder, watch: MakingWatch): Promise<JobOutcome> {
    const { job } = order;
    const { signal } = watch;
    try {
      signal.throwIfAborted();
      await guardInputs(job.output, [job.video, job.audio], order.alsoWritten);
      const place = new OutputPlace(job.output, this.files, order.ledger);
      // Refused at once, without a worker, unless what an earlier process left may change it.
      if (!(await place.isUnfinished())) allowed(await place.standing(), order.force);
      return this.logged(order, await this.attempt(order, watch, 1));
    } catch (error) {
      if (signal.aborted) return this.logged(order, { kind: 'cancelled' });
      return this.logged(order, { kind: 'failed', failure: toFailure(error) });
    }
  }

  /** A worker that died may have died of anything, so the job is tried once more in a fresh one. */
  private async attempt(order: JobOrder, watch: MakingWatch, number: number): Promise<JobOutcome> {
    try {
      return await this.makeLocked(order, watch);
    } catch (error) {
      if (number >= ATTEMPTS || watch.signal.aborted || !isWorkerLost(error)) throw error;
      this.log(`${order.job.id}: trying again after ${failureForLog(toFailure(error))}`);
      return this.attempt(order, watch, number + 1);
    }
  }

  private async makeLocked(order: JobOrder, watch: MakingWatch): Promise<JobOutcome> {
    const { output } = order.job;
    const workerPid = await this.worker.ready();
    // Who works on a project waits for whoever makes the same: most likely it is then there.
    const patience = order.ledger ? { patienceMs: Number.POSITIVE_INFINITY } : {};
    const onWait = (reason: string): void => {
      this.log(`${order.job.id}: ${reason}`);
    };
    const lock = await lockOutput(output, workerPid, { signal: watch.signal, onWait, ...patience });
    try {
      const place = new OutputPlace(output, this.files, order.ledger);
      await place.mend(order.force);
      const standing = allowed(await place.standing(), order.force);
      if (!order.force && (await isThere(standing, order.ledger))) return { kind: 'skipped' };
      return await this.makeIn(place, standing, order, watch);
    } finally {
      await this.release(lock);
    }
  }

  private async makeIn(
    place: OutputPlace,
    standing: OutputStanding,
    order: JobOrder,
    watch: MakingWatch,
  ): Promise<JobResult> {
    const { job } = order;
    watch.onStart();
    const held = await this.comfort(async () =>
      standing.kind === 'ours' && standing.report
        ? this.hold(job.output, standing.file)
        : undefined,
    );
    let made: WrittenFile | undefined;
    try {
      const result = await this.worker.run({ ...job, target: place.target }, watch);
      if (result.kind === 'failed') return namingOutput(result, place.target, job.output);
      if (result.kind !== 'done') return result;
      watch.signal.throwIfAborted();
      made = result.file;
      return { ...result, report: await place.publish(result) };
    } finally {
      const now = place.replaced ? made : undefined;
      await place.discard();
      await this.comfort(async () => (now ? held?.keep(now) : held?.drop()));
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

  private logged({ job }: JobOrder, result: JobOutcome): JobOutcome {
    const detail = result.kind === 'failed' ? ` ${failureForLog(result.failure)}` : '';
    this.log(`${job.id} (${job.output}): ${result.kind}${detail}`);
    return result;
  }
}

/** @throws HeygemError output-exists, output-of-another unless forced */
function allowed(standing: OutputStanding, force: boolean): OutputStanding {
  if (standing.kind === 'refused' && !force) throw standing.error;
  return standing;
}

/** Whether what is wanted is there already; what the ledger did not know it knows afterwards. */
async function isThere(standing: OutputStanding, ledger?: OutputLedger): Promise<boolean> {
  if (standing.kind !== 'ours' || !standing.wanted) return false;
  if (standing.wanted === 'reported' && standing.report) {
    await ledger?.record(standing.file, standing.report);
  }
  return true;
}

/** To a person the file has one name, whatever it is called until it is whole. */
function namingOutput(
  { kind, failure }: Extract<JobResult, { kind: 'failed' }>,
  target: string,
  output: string,
): JobResult {
  const path = failure.params['path'];
  if (path !== target) return { kind, failure };
  return { kind, failure: { ...failure, params: { ...failure.params, path: output } } };
}

function isWorkerLost(error: unknown): boolean {
  return (
    error instanceof HeygemError &&
    (error.code === 'worker-crashed' || error.code === 'worker-unresponsive')
  );
}
