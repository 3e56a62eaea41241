import { realpath } from 'node:fs/promises';
import { toFailure, type Failure } from '../core/errors.js';
import type { Fingerprint, JobId, PairId } from '../core/ids.js';
import type { JobResult } from '../core/job.js';
import type { ExecutionProvider } from '../core/model.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress/jobEvents.js';
import { globFilter } from './globFilter.js';
import { InputStamps } from './inputStamps.js';
import type { JobOrder, JobOutcome } from './jobOrder.js';
import { LedgerStore } from './ledgerStore.js';
import { PairLedger, type LedgerScope } from './pairLedger.js';
import type { ProjectPlan } from './planProject.js';
import { ProgressFeed, type LatestSnapshot } from './progressFeed.js';
import { heard, runJob, type JobRun, type Workplace } from './runJob.js';

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
  /** Where a small picture of what was drawn last is kept of a pair, for whoever watches. */
  readonly pictureOf?: (pair: PairId) => string;
}

export interface Watch {
  /** Aborting cancels what waits and what runs. */
  readonly signal: AbortSignal;
  readonly onEvent?: (event: JobEvent) => void;
  /** After each event, however many there are: what is shown goes by a `ScreenPace`. */
  readonly onProgress?: (latest: LatestSnapshot) => void;
}

export interface BatchSummary {
  readonly outcomes: ReadonlyMap<PairId, JobOutcome>;
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
 * recorded in the ledger at once. Never rejects for what a single pair does.
 */
export class Batch {
  private readonly feed: ProgressFeed;
  private readonly ledger: LedgerStore;
  private readonly stamps = new InputStamps();
  private readonly pairs: ReadonlySet<PairId>;
  /** By which each pair is cancelled, whether it waits, runs, or is not even queued yet. */
  private readonly aborts = new Map<PairId, AbortController>();
  private readonly onEvent: (event: JobEvent) => void;

  constructor(
    private readonly plan: ProjectPlan,
    private readonly request: BatchRequest,
    private readonly watch: Watch,
    private readonly workplace: Workplace,
    /** Clears away what earlier processes left beside outputs that are current. */
    private readonly tidy: (outputs: readonly string[]) => Promise<void>,
  ) {
    const { log } = workplace;
    this.feed = new ProgressFeed(heard(watch.onProgress, log));
    this.onEvent = heard(watch.onEvent, log);
    this.ledger = new LedgerStore(plan.path);
    this.pairs = new Set(plan.jobs.map(({ pair }) => pair));
  }

  cancel(pairs: Iterable<PairId>): void {
    for (const pair of pairs) this.aborts.get(pair)?.abort();
  }

  async run(): Promise<BatchSummary> {
    const { only, pairs } = this.request;
    const matching = selectJobs(this.plan.jobs, only);
    const selected = pairs ? matching.filter(({ pair }) => pairs.has(pair)) : matching;
    for (const { pair } of selected) this.aborts.set(pair, new AbortController());
    await this.stamps.take(selected.flatMap(({ video, audio }) => [video.path, audio.path]));
    this.tellQueued(selected);
    const cancelAll = () => {
      this.cancel(this.aborts.keys());
    };
    this.watch.signal.addEventListener('abort', cancelAll, { once: true });
    if (this.watch.signal.aborted) cancelAll();
    // All prepared before the first is queued: the order is the plan's.
    const scope = await this.scope();
    const prepared = selected.map((planned) => this.prepare(planned, scope));
    await this.ledger.tidy();
    await this.tidy(
      prepared.flatMap(({ kind, planned }) => (kind === 'current' ? planned.output : [])),
    );
    const outcomes = prepared.map(
      async (job) => [job.planned.pair, await this.settle(job)] as const,
    );
    const settled = new Map(await Promise.all(outcomes));
    this.watch.signal.removeEventListener('abort', cancelAll);
    return { outcomes: settled, snapshot: this.feed.snapshot };
  }

  private prepare(planned: PlannedJob, scope: LedgerScope): PreparedJob {
    const { state } = planned;
    if (state.kind === 'missing-input' || state.kind === 'invalid') {
      return { kind: 'hopeless', planned, failure: state.failure };
    }
    if (state.kind === 'current' && !this.request.force) return { kind: 'current', planned };
    return { kind: 'order', planned, order: this.order(planned, state.fingerprint, scope) };
  }

  private settle(prepared: PreparedJob): JobOutcome | Promise<JobOutcome> {
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
      case 'order':
        return this.make(prepared);
    }
  }

  private async make({
    planned,
    order,
  }: Extract<PreparedJob, { kind: 'order' }>): Promise<JobOutcome> {
    const signal = this.aborts.get(planned.pair)?.signal ?? this.watch.signal;
    const tell = (event: JobEvent) => {
      this.tell(event);
    };
    const run = { party: this.plan.path, signal, tell };
    const ready = await this.withSpeech(planned, order, run);
    const outcome = 'kind' in ready ? ready : await runJob(this.workplace, ready, run);
    // The others would fill the last bytes one after the other, each after minutes of work.
    if (outcome.kind === 'failed' && outcome.failure.code === 'disk-full') {
      this.cancel(this.aborts.keys());
    }
    return outcome;
  }

  /** The order once its script is spoken, or what kept it from that. */
  private async withSpeech(
    planned: PlannedJob,
    order: JobOrder,
    { signal, tell }: JobRun,
  ): Promise<JobOrder | JobResult> {
    if (!planned.speech?.request) return order;
    const { request, sentences } = planned.speech;
    const { id } = order.job;
    const ended = (result: JobResult): JobResult => {
      tell({ kind: 'finished', id, at: performance.now(), result });
      return result;
    };
    try {
      const { took } = await this.workplace.speeches.make(request, {
        signal,
        onStart: () => {
          tell({ kind: 'speaking', id, at: performance.now() });
        },
        onProgress: (progress) => {
          tell({ kind: 'progress', id, at: performance.now(), progress });
        },
      });
      // What it was planned with is only there now.
      await this.stamps.take([planned.audio.path]);
      return { ...order, spoken: { seconds: took, sentences } };
    } catch (error) {
      if (signal.aborted) return ended({ kind: 'cancelled' });
      return ended({ kind: 'failed', failure: toFailure(error) });
    }
  }

  private order(planned: PlannedJob, fingerprint: Fingerprint, scope: LedgerScope): JobOrder {
    const { video, audio, output, settings, face, audioTrack } = planned;
    const { videoPart, audioPart, speechOffset, transcript } = planned;
    const job = {
      id: jobIdOf(planned),
      video: video.path,
      audio: audio.path,
      output,
      settings,
      provider: this.request.provider,
      ...(face && { face }),
      ...(audioTrack !== undefined && { audioTrack }),
      ...(videoPart && { videoPart }),
      ...(audioPart && { audioPart }),
      ...(speechOffset !== undefined && { speechOffset }),
      ...(transcript && { transcript: transcript.path }),
      ...(this.request.pictureOf && { picture: this.request.pictureOf(planned.pair) }),
    };
    return {
      job,
      force: this.request.force,
      ledger: new PairLedger(scope, planned, fingerprint),
      alsoWritten: [this.plan.path, this.ledger.path],
    };
  }

  private async scope(): Promise<LedgerScope> {
    const { ledger: store, stamps, pairs, workplace } = this;
    const project = await realpath(this.plan.path).catch(() => this.plan.path);
    return { project, store, stamps, pairs, log: workplace.log };
  }

  private tellQueued(selected: readonly PlannedJob[]): void {
    // To find out by a probe of each would cost more than it tells: those count as much as others do.
    const known = selected.map((job) => this.request.framesOf?.(job));
    const told = known.filter((frames) => frames !== undefined);
    const usual = told.length === 0 ? 1 : told.reduce((a, b) => a + b, 0) / told.length;
    const first = firstOfEachSpeech(selected);
    const events = selected.map((job, index) => {
      const speak = first.has(index) ? { expected: { speak: job.speech?.sentences ?? 0 } } : {};
      const expectedFrames = known[index] ?? usual;
      return { kind: 'queued', id: jobIdOf(job), expectedFrames, ...speak } as const;
    });
    this.feed.queue(events);
    for (const event of events) this.onEvent(event);
  }

  private tell(event: JobEvent): void {
    this.feed.push(event);
    this.onEvent(event);
  }
}

/** Positions of those jobs by which scripts are spoken: others with the same script find it spoken. */
function firstOfEachSpeech(jobs: readonly PlannedJob[]): ReadonlySet<number> {
  const seen = new Set<string>();
  const first = new Set<number>();
  for (const [index, { speech }] of jobs.entries()) {
    const target = speech?.request?.target;
    if (target === undefined || seen.has(target)) continue;
    seen.add(target);
    first.add(index);
  }
  return first;
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
