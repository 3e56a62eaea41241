import type { Failure } from '../errors.js';
import type { FleetKit, FleetTask, FleetTaskKind, FleetWorker } from './fleetSnapshot.js';
import type { JobProgress } from '../job.js';

/** Who a worker is, from its start to its end. */
export type WorkerIdentity = Pick<FleetWorker, 'id' | 'name' | 'slots' | 'speaks' | 'since'> & {
  readonly kit: FleetKit;
};

/** What a worker tells of itself. Owns what it has under way, and what came of what it had. */
export class TasksUnderWay {
  private readonly tasks = new Map<string, FleetTask>();
  private made = { tasks: 0, frames: 0, failures: 0 };
  private lastFailure: FleetWorker['lastFailure'];
  private rest: Failure | undefined;
  private leaving = false;

  constructor(private readonly identity: WorkerIdentity) {}

  begin(job: string, task: Pick<FleetTask, 'kind' | 'name' | 'project' | 'attempt'>): void {
    this.tasks.set(job, { ...task, stage: 'probe', done: 0, total: 0, rate: 0 });
  }

  progress(job: string, kind: FleetTaskKind, { stage, done, total, rate }: JobProgress): void {
    const task = this.tasks.get(job);
    if (task) this.tasks.set(job, { ...task, kind, stage, done, total, rate });
  }

  /** @param frames that were drawn */
  done(job: string, frames = 0): void {
    this.tasks.delete(job);
    const { made } = this;
    this.made = { ...made, tasks: made.tasks + 1, frames: made.frames + frames };
  }

  /** It was given back, or nobody wants it any more. */
  dropped(job: string): void {
    this.tasks.delete(job);
  }

  failed(job: string, name: string, failure: Failure, at: number): void {
    this.tasks.delete(job);
    this.made = { ...this.made, failures: this.made.failures + 1 };
    this.lastFailure = { name, failure, at };
  }

  rests(reason: Failure | undefined): void {
    this.rest = reason;
  }

  leaves(): void {
    this.leaving = true;
  }

  get isResting(): boolean {
    return this.rest !== undefined;
  }

  get worker(): FleetWorker {
    const { identity, lastFailure, rest, made } = this;
    const tasks = [...this.tasks.values()];
    const busy = tasks.length > 0 ? 'working' : 'idle';
    const state = this.leaving ? 'leaving' : rest ? 'resting' : busy;
    return {
      ...identity,
      ...{ state, tasks, made },
      ...(rest && { reason: rest }),
      ...(lastFailure && { lastFailure }),
    };
  }
}
