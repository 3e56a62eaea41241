import {
  DelayedError,
  UnrecoverableError,
  WaitingChildrenError,
  WaitingError,
  type Job,
} from 'bullmq';
import { HeygemError, failureForLog, toFailure, type Failure } from '../../core/errors.js';
import type { FleetTaskKind } from '../../core/fleet/fleetSnapshot.js';
import { makesRest, reactionTo } from '../../core/fleet/reactions.js';
import type { TasksUnderWay } from '../../core/fleet/tasksUnderWay.js';
import { failureText } from '../failureText.js';
import { OFFER_AGAIN_MS, OFFER_MOST_MS, PROGRESS_MS } from '../policy.js';
import { readTask, type Refusal, type SentTask, type TaskProgress } from '../tasks.js';
import { Pace } from './pace.js';
import { StageClock, type StageSeconds } from './stageClock.js';
import type { Attempt } from './taskTools.js';

/** Why a task under way is broken off. */
export type BreakOff = 'cancelled' | 'lost';

/** What a task comes to, and how many frames were drawn in it. */
export interface TaskOutcome {
  readonly value: unknown;
  readonly frames: number;
}

export interface RunnerParts {
  readonly identity: { readonly id: string; readonly name: string };
  readonly under: TasksUnderWay;
  /** Aborted when the worker is to end: what it has under way is given back. */
  readonly leaving: AbortSignal;
  readonly isCancelled: (run: string) => Promise<boolean>;
  /** Ids of the workers that could do a task of this one's queue. */
  readonly others: () => Promise<ReadonlySet<string>>;
  /** What a person calls a task. */
  readonly about: (task: SentTask) => Promise<{ readonly name: string; readonly project: string }>;
  readonly work: (task: SentTask, attempt: Omit<Attempt, 'device'>) => Promise<TaskOutcome>;
  /** Nothing more is taken for a while. */
  readonly rest: (reason: Failure) => void;
  /** Milliseconds since 1970 by the queue's clock. */
  readonly now: () => number;
  readonly observe: (told: TaskObservation) => void;
  readonly log: (line: string) => void;
}

/** For whoever counts. */
export interface TaskObservation {
  readonly kind: FleetTaskKind;
  readonly seconds: number;
  readonly frames: number;
  readonly outcome: 'done' | 'waiting' | 'failed' | 'cancelled' | 'given-back' | 'lost';
  readonly failure?: Failure;
  /** Seconds by what it was at, as far as it told. */
  readonly stages: StageSeconds;
}

/**
 * Takes a job of the queue through one attempt: whatever becomes of it, the queue hears what it is to do with it.
 * Owns which jobs are under way, and for which run.
 */
export class TaskRunner {
  private readonly runs = new Map<string, string>();

  constructor(private readonly parts: RunnerParts) {}

  /** Jobs under way that belong to a run. */
  jobsOf(run: string): readonly string[] {
    return [...this.runs].filter(([, its]) => its === run).map(([job]) => job);
  }

  /** Resolves with the job's result. Rejects with what the queue understands. */
  async run(job: Job, token: string, signal: AbortSignal): Promise<unknown> {
    const { under, leaving, log, about, isCancelled } = this.parts;
    const id = job.id ?? '';
    const task = this.read(job);
    const number = job.attemptsStarted;
    const shown = shownAttempt(number, task);
    // A pair is prepared, and joined once its segments are there: it tells which.
    let kind: FleetTaskKind = task.kind === 'pair' ? 'prepare' : task.kind;
    const clock = new StageClock(() => performance.now() / 1000);
    const seen = (outcome: TaskObservation['outcome'], frames = 0, failure?: Failure) => {
      const { seconds, stages } = clock;
      this.parts.observe({ kind, seconds, stages, frames, outcome, ...(failure && { failure }) });
    };
    let name = id;
    const pace = new Pace<TaskProgress>(PROGRESS_MS, (told) => {
      // Who has lost the job has nothing to tell of it.
      job.updateProgress(told).catch(() => undefined);
    });
    // Before it is asked: a run that is cancelled from here on is broken off by name.
    this.runs.set(id, task.run);
    try {
      if (await isCancelled(task.run)) throw new UnrecoverableError(CANCELLED);
      const known = await about(task);
      ({ name } = known);
      under.begin(id, { ...known, kind, attempt: shown });
      if (shown > 1) log(`${name}: ${kind}, attempt ${shown} after: ${whatEndedTheLast(job)}`);
      const attempt = {
        ...{ job, id, token, number },
        signal: AbortSignal.any([signal, leaving]),
        tell: (told: Pick<TaskProgress, 'kind' | 'progress' | 'given'>) => {
          ({ kind } = told);
          clock.enter(told.progress.stage);
          under.progress(id, told.kind, told.progress);
          const all = { ...told, worker: this.parts.identity.name, attempt: shown };
          // By this whoever planned adds up what portions tell from now on.
          if (told.given) pace.atOnce(all);
          else pace.push(all);
        },
      };
      const { value, frames } = await this.parts.work(task, attempt);
      under.done(id, frames);
      seen('done', frames);
      return value;
    } catch (error) {
      if (error instanceof WaitingChildrenError) {
        under.dropped(id);
        seen('waiting');
        throw error;
      }
      throw await this.reaction({ job, id, token, task, name, signal, seen }, error);
    } finally {
      pace.stop();
      this.runs.delete(id);
    }
  }

  private read(job: Job): SentTask {
    try {
      return readTask(job.name, job.data);
    } catch (error) {
      throw new UnrecoverableError(failureText(toFailure(error)));
    }
  }

  /** What the queue is told of an attempt that did not end well. */
  private async reaction(ended: Ended, error: unknown): Promise<Error> {
    const { id, name, job, token, signal, seen } = ended;
    const { under, leaving, log, now, rest } = this.parts;
    if (leaving.aborted) {
      under.dropped(id);
      seen('given-back');
      await job.moveToWait(token);
      return new WaitingError();
    }
    if (signal.aborted) {
      under.dropped(id);
      const isLost = signal.reason === ('lost' satisfies BreakOff);
      seen(isLost ? 'lost' : 'cancelled');
      log(`${name}: ${isLost ? 'it was given to another machine meanwhile' : 'cancelled'}`);
      return isLost ? new Error('lost') : new UnrecoverableError(CANCELLED);
    }
    if (error instanceof UnrecoverableError) {
      under.dropped(id);
      seen('failed');
      return error;
    }
    const failure = toFailure(error);
    under.failed(id, name, failure, now());
    seen('failed', 0, failure);
    log(`${name}: ${failureForLog(failure)}`);
    if (makesRest(failure.code)) rest(failure);
    switch (reactionTo(failure.code)) {
      case 'final':
        return new UnrecoverableError(failureText(failure));
      case 'again':
        return new Error(failureText(failure));
      case 'elsewhere':
        return this.offerElsewhere(ended, failure);
    }
  }

  /** To refuse a task is no attempt at it, as long as there is somebody who has not. */
  private async offerElsewhere({ job, token, task, name }: Ended, failure: Failure) {
    const { identity, others } = this.parts;
    const refusal: Refusal = { worker: identity.id, name: identity.name, failure };
    const refusals = [...task.refusals.filter(({ worker }) => worker !== identity.id), refusal];
    const all = await others();
    const refused = new Set(refusals.map(({ worker }) => worker));
    if ([...all].every((worker) => refused.has(worker))) {
      return new UnrecoverableError(failureText(commonFailure(refusals, name)));
    }
    await job.updateData({ ...(job.data as object), refusals });
    const pause = Math.min(OFFER_MOST_MS, OFFER_AGAIN_MS * job.attemptsStarted);
    await job.moveToDelayed(Date.now() + pause, token);
    return new DelayedError();
  }
}

/** Turns that a pair had before its segments were there, and those that were refused, were no failed attempts. */
function shownAttempt(started: number, task: SentTask): number {
  const turns = task.kind === 'pair' ? task.round : 0;
  return Math.max(1, started - turns - task.refusals.length);
}

function whatEndedTheLast({ failedReason, stalledCounter }: Job): string {
  if (failedReason) return failedReason;
  return stalledCounter > 0 ? 'its machine was lost' : 'its machine gave it back';
}

const CANCELLED = failureText(new HeygemError('cancelled').toFailure());

interface Ended {
  readonly job: Job;
  readonly id: string;
  readonly token: string;
  readonly task: SentTask;
  readonly name: string;
  readonly signal: AbortSignal;
  readonly seen: (outcome: TaskObservation['outcome'], frames?: number, failure?: Failure) => void;
}

/** What all of them say alike, else that none of them can. */
function commonFailure(refusals: readonly Refusal[], name: string): Failure {
  const detail = refusals
    .map(({ name: worker, failure }) => `${worker}: ${failureForLog(failure)}`)
    .join('\n');
  const [{ failure }] = refusals;
  const same = refusals.every((other) => other.failure.code === failure.code);
  return same ? { ...failure, detail } : { code: 'fleet-unable', params: { name }, detail };
}
