import { stat } from 'node:fs/promises';
import type { Failure } from '../core/errors.js';
import type { Fingerprint, JobId, PairId } from '../core/ids.js';
import type { JobResult, LipSyncJob } from '../core/job.js';
import type { ExecutionProvider } from '../core/model.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress/jobEvents.js';
import { globFilter } from './globFilter.js';
import { InputStamps } from './inputStamps.js';
import type { JobOrder } from './jobMaker.js';
import type { JobQueue } from './jobQueue.js';
import { LockStore, summarize } from './lockStore.js';
import type { ProjectPlan } from './planProject.js';
import { ProgressFeed } from './progressFeed.js';

export interface BatchRequest {
  /** Only pairs whose id, output or one of whose inputs matches. */
  readonly only?: string;
  /** Only these. */
  readonly pairs?: ReadonlySet<PairId>;
  /** Also makes what is current, and replaces files that are not ours. */
  readonly force: boolean;
  readonly provider: ExecutionProvider;
  /** How much work a pair is, in frames, where that is known: the time left hangs on it. */
  readonly framesOf?: (planned: PlannedJob) => number | undefined;
}

export interface Watch {
  /** Aborting cancels what waits and what runs. */
  readonly signal: AbortSignal;
  readonly onEvent?: (event: JobEvent) => void;
  /** At most ten times a second, and once at the end. */
  readonly onSnapshot?: (snapshot: ProgressSnapshot) => void;
}

export type BatchOutcome = JobResult | { readonly kind: 'skipped' };

export interface BatchSummary {
  readonly outcomes: ReadonlyMap<PairId, BatchOutcome>;
  readonly snapshot: ProgressSnapshot;
}

/** A batch under way. */
export interface RunningBatch {
  readonly done: Promise<BatchSummary>;
  /** Those that are over, or not in the batch, are left as they are. */
  cancel(pairs: Iterable<PairId>): void;
}

type PreparedJob =
  | { readonly kind: 'hopeless'; readonly planned: PlannedJob; readonly failure: Failure }
  | { readonly kind: 'current'; readonly planned: PlannedJob }
  | { readonly kind: 'order'; readonly planned: PlannedJob; readonly order: JobOrder };

/** A pair's id is unique in its project, so its job goes by it. */
export function jobIdOf(planned: PlannedJob): JobId {
  return planned.pair as string as JobId;
}

/**
 * Makes what is to be made of a plan. A pair that fails never stops the others; each finished one is
 * recorded in the lock file at once. Never rejects for what a single pair does.
 */
export class Batch {
  private readonly feed: ProgressFeed;
  private readonly queue: JobQueue;
  private readonly locks: LockStore;
  private readonly stamps = new InputStamps();
  private readonly pairs: ReadonlySet<PairId>;
  /** Cancelled before they were queued: preparing a large batch takes a while. */
  private readonly unwanted = new Set<JobId>();

  constructor(
    private readonly plan: ProjectPlan,
    private readonly request: BatchRequest,
    private readonly watch: Watch,
    makeQueue: (onEvent: (event: JobEvent) => void) => JobQueue,
    private readonly log: (line: string) => void,
  ) {
    this.feed = new ProgressFeed((snapshot) => watch.onSnapshot?.(snapshot));
    this.queue = makeQueue((event) => {
      this.tell(event);
    });
    this.locks = new LockStore(plan.path);
    this.pairs = new Set(plan.jobs.map(({ pair }) => pair));
  }

  cancel(pairs: Iterable<PairId>): void {
    for (const pair of pairs) {
      const id = pair as string as JobId;
      this.unwanted.add(id);
      this.queue.cancel(id);
    }
  }

  async run(): Promise<BatchSummary> {
    const { only, pairs } = this.request;
    const matching = selectJobs(this.plan.jobs, only);
    const selected = pairs ? matching.filter(({ pair }) => pairs.has(pair)) : matching;
    await this.stamps.take(selected.flatMap(({ video, audio }) => [video.path, audio.path]));
    this.tellQueued(selected);
    const cancelAll = () => {
      this.queue.cancelAll();
    };
    // All prepared before the first is queued: the order is the plan's, and a cancel finds them all.
    const prepared = await Promise.all(selected.map((planned) => this.prepare(planned)));
    const outcomes = prepared.map(
      async (job) => [job.planned.pair, await this.settle(job)] as const,
    );
    this.watch.signal.addEventListener('abort', cancelAll, { once: true });
    if (this.watch.signal.aborted) cancelAll();
    const settled = new Map(await Promise.all(outcomes));
    this.watch.signal.removeEventListener('abort', cancelAll);
    this.feed.flush();
    return { outcomes: settled, snapshot: this.feed.snapshot };
  }

  private async prepare(planned: PlannedJob): Promise<PreparedJob> {
    const { state } = planned;
    if (state.kind === 'missing-input' || state.kind === 'invalid') {
      return { kind: 'hopeless', planned, failure: state.failure };
    }
    if (state.kind === 'current' && !this.request.force) return { kind: 'current', planned };
    return { kind: 'order', planned, order: await this.order(planned, state.fingerprint) };
  }

  private settle(prepared: PreparedJob): BatchOutcome | Promise<BatchOutcome> {
    const id = jobIdOf(prepared.planned);
    switch (prepared.kind) {
      case 'hopeless': {
        const result: JobResult = { kind: 'failed', failure: prepared.failure };
        this.tell({ kind: 'finished', id, at: performance.now(), result });
        return result;
      }
      case 'current':
        this.tell({ kind: 'skipped', id });
        return { kind: 'skipped' };
      case 'order': {
        const making = this.queue.add(prepared.order);
        if (this.unwanted.has(id)) this.queue.cancel(id);
        return making;
      }
    }
  }

  private async order(planned: PlannedJob, fingerprint: Fingerprint): Promise<JobOrder> {
    const { video, audio, output, settings, face } = planned;
    const job: LipSyncJob = {
      id: jobIdOf(planned),
      video: video.path,
      audio: audio.path,
      output,
      settings,
      provider: this.request.provider,
      ...(face && { face }),
    };
    return {
      job,
      mayReplace: this.request.force || (await this.isRecorded(planned)),
      onDone: async ({ report }) => {
        const paths = [video.path, audio.path];
        const same = await Promise.all(paths.map((path) => this.stamps.unchanged(path)));
        if (same.includes(false)) {
          this.log(
            `${job.id}: an input changed meanwhile, so the output is not recorded as current`,
          );
          return;
        }
        const { size } = await stat(output);
        const { outputRelative, pair } = planned;
        const entry = {
          output: outputRelative,
          fingerprint,
          bytes: size,
          report: summarize(report),
        };
        await this.locks.record(pair, entry, this.pairs);
      },
    };
  }

  /** The lock file knows this very file as an output, even if its report is gone. */
  private async isRecorded({ pair, output, outputRelative }: PlannedJob): Promise<boolean> {
    const entry = this.plan.lock.get(pair);
    if (entry?.output !== outputRelative) return false;
    const stats = await stat(output).catch(() => undefined);
    return stats?.size === entry.bytes;
  }

  private tellQueued(selected: readonly PlannedJob[]): void {
    // To find out by a probe of each would cost more than it tells: those count as much as others do.
    const known = selected.map((job) => this.request.framesOf?.(job));
    const told = known.filter((frames) => frames !== undefined);
    const usual = told.length === 0 ? 1 : told.reduce((a, b) => a + b, 0) / told.length;
    const events = selected.map((job, index) => {
      return { kind: 'queued', id: jobIdOf(job), expectedFrames: known[index] ?? usual } as const;
    });
    this.feed.queue(events);
    for (const event of events) this.watch.onEvent?.(event);
  }

  private tell(event: JobEvent): void {
    this.feed.push(event);
    this.watch.onEvent?.(event);
  }
}

export function selectJobs(
  jobs: readonly PlannedJob[],
  only: string | undefined,
): readonly PlannedJob[] {
  if (only === undefined) return jobs;
  const matches = globFilter(only);
  return jobs.filter(({ pair, outputRelative, video, audio }) =>
    [pair, outputRelative, video.relative, audio.relative].some(matches),
  );
}
