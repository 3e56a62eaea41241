import type { PairId } from '../core/ids.js';
import type { ExecutionProvider } from '../core/model.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { JobEvent, JobSnapshot, ProgressSnapshot } from '../core/progress/jobEvents.js';
import type { RunView } from '../protocol/editorView.js';
import type { BatchSummary, RunningBatch } from '../engine/batch.js';
import type { Engine } from '../engine/engine.js';
import type { LatestSnapshot } from '../engine/progressFeed.js';
import type { ProjectPlan } from '../engine/planProject.js';
import type { PairOutcome } from './pairStates.js';

export interface RunRequest {
  readonly pairs: ReadonlySet<PairId>;
  readonly force: boolean;
  readonly provider: ExecutionProvider;
  readonly framesOf: (planned: PlannedJob) => number | undefined;
  readonly pictureOf?: (pair: PairId) => string;
}

export interface RunsWatch {
  readonly onChange: () => void;
  readonly onEvent: (event: JobEvent) => void;
  /** The process died of a pair, or while it made it, and the pair is tried once more. */
  readonly onRetry: (pair: PairId) => void;
}

interface Run {
  readonly batch: RunningBatch;
  readonly pairs: ReadonlySet<PairId>;
  /** Those of them that wait or are being made. */
  readonly open: Set<PairId>;
  /** Those of the open ones that were asked to stop. */
  readonly cancelling: Set<PairId>;
  latest: LatestSnapshot | undefined;
}

const IDLE: RunView = { running: false, done: 0, failed: 0, total: 0, fraction: 0, eta: null };

/**
 * The batches of one project. Owns which are under way and how each pair's last making ended. Batches
 * that overlap are one run to a person, which ends with the last of them.
 */
export class Runs {
  private readonly active: Run[] = [];
  /** Batches of the run under way that are over. */
  private readonly over: ProgressSnapshot[] = [];
  /** Somebody asked this run to stop, all of it or in part. */
  private asked = false;
  /** The first pair that this run made. */
  private first: PairId | undefined;
  private readonly ended = new Map<PairId, PairOutcome>();
  private last: RunView = IDLE;

  constructor(private readonly watch: RunsWatch) {}

  get running(): boolean {
    return this.active.length > 0;
  }

  get outcomes(): ReadonlyMap<PairId, PairOutcome> {
    return this.ended;
  }

  /** Pairs that wait or are being made. */
  get busyPairs(): ReadonlySet<PairId> {
    return new Set(this.active.flatMap(({ open }) => [...open]));
  }

  /** Pairs that were asked to stop and have not yet. */
  get cancelling(): ReadonlySet<PairId> {
    return new Set(this.active.flatMap(({ cancelling }) => [...cancelling]));
  }

  /** Tells the share of each pair that is not made yet, 0..1, as it is now. */
  left(): (pair: PairId) => number {
    const { jobs, outcomes } = this;
    return (pair) => {
      const job = jobs.get(pair);
      if (job) return 1 - job.fraction;
      return outcomes.get(pair)?.state.kind === 'done' ? 0 : 1;
    };
  }

  /** What runs say of each pair; of two that name one, the later. */
  get jobs(): ReadonlyMap<PairId, JobSnapshot> {
    const all = this.active.flatMap(({ latest }) => latest?.().jobs ?? []);
    return new Map(all.map((job) => [job.id as string as PairId, job]));
  }

  /** Throws `project-invalid`. The result resolves when every pair has ended and is accounted for. */
  start(engine: Engine, plan: ProjectPlan, request: RunRequest) {
    const { pairs } = request;
    const open = new Set(pairs);
    const begun = new Set<PairId>();
    const watch = {
      signal: new AbortController().signal,
      onEvent: (event: JobEvent) => {
        const pair = event.id as string as PairId;
        if (event.kind === 'started' && begun.has(pair)) this.watch.onRetry(pair);
        if (event.kind === 'started') begun.add(pair);
        const over = event.kind === 'finished' || event.kind === 'skipped';
        if (over) {
          open.delete(pair);
          run.cancelling.delete(pair);
        }
        const made = event.kind === 'finished' && event.result.kind === 'done';
        if (made) this.first ??= pair;
        this.watch.onEvent(event);
      },
      onProgress: (latest: LatestSnapshot) => {
        run.latest = latest;
        this.watch.onChange();
      },
    };
    const batch = engine.startBatch(plan, request, watch);
    const run: Run = { batch, pairs, open, cancelling: new Set(), latest: undefined };
    if (!this.running) this.begin();
    this.active.push(run);
    this.watch.onChange();
    return this.finish(run, plan);
  }

  cancel(pairs: readonly PairId[] | 'all'): void {
    this.asked = true;
    for (const run of this.active) {
      const stopped = pairs === 'all' ? [...run.pairs] : pairs;
      for (const pair of stopped) if (run.open.has(pair)) run.cancelling.add(pair);
      run.batch.cancel(stopped);
    }
    this.watch.onChange();
  }

  private begin(): void {
    this.over.length = 0;
    this.asked = false;
    this.first = undefined;
  }

  /** All batches as one. Those that were current beforehand are no work and do not count. */
  get view(): RunView {
    return this.running ? this.sum() : this.last;
  }

  private sum(): RunView {
    const underWay = this.active.flatMap(({ latest }) => latest?.() ?? []);
    const snapshots = [...this.over, ...underWay];
    const sum = (part: (snapshot: ProgressSnapshot) => number) =>
      snapshots.reduce((all, snapshot) => all + part(snapshot), 0);
    const total = sum((snapshot) => snapshot.total - snapshot.skipped);
    const left = sum((snapshot) => snapshot.total * (1 - snapshot.fraction));
    const etas = underWay.filter(isUnderWay).map(({ eta }) => eta);
    return {
      running: true,
      done: sum(({ done }) => done),
      failed: sum(({ failed }) => failed),
      total,
      fraction: total === 0 ? 0 : Math.min(1, Math.max(0, 1 - left / total)),
      // Pairs of one project are begun in the order they came, so its batches' times add up; the turns
      // that other projects have in between are in none. As long as one is not known, the sum is not.
      eta: etas.length === 0 ? null : etas.reduce(plusTime),
      ...(this.isCancelling && { cancelling: true }),
    };
  }

  private summed(): RunView {
    const cancelled = this.over.reduce((all, each) => all + each.cancelled, 0);
    const { first, asked } = this;
    const ended = {
      ...{ id: Date.now(), cancelled },
      ...(cancelled > 0 && !asked && { stopped: true }),
      ...(first !== undefined && { first }),
    };
    return { ...this.sum(), running: false, eta: null, ended };
  }

  private get isCancelling(): boolean {
    const { busyPairs, cancelling } = this;
    return cancelling.size > 0 && cancelling.size === busyPairs.size;
  }

  private async finish(run: Run, plan: ProjectPlan): Promise<BatchSummary> {
    try {
      const summary = await run.batch.done;
      const states = new Map(plan.jobs.map(({ pair, state }) => [pair, state]));
      for (const [pair, outcome] of summary.outcomes) {
        if (outcome.kind === 'skipped') continue;
        this.ended.set(pair, { planned: states.get(pair), state: outcome });
      }
      return summary;
    } finally {
      const { latest } = run;
      if (latest) this.over.push(latest());
      this.active.splice(this.active.indexOf(run), 1);
      if (!this.running) this.last = this.summed();
      this.watch.onChange();
    }
  }
}

function isUnderWay({ queued, running }: ProgressSnapshot): boolean {
  return queued + running > 0;
}

function plusTime(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
