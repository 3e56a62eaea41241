import { toFailure } from '../core/errors.js';
import type { JobOutcome } from './jobOrder.js';
import { SharedTasks, type Task } from './sharedTasks.js';

/** A job that waits for a device. */
export interface QueuedJob<Device> {
  /** Whose turn it takes: its project. */
  readonly party: string;
  /** Aborting ends a job that waits at once; one that runs ends itself. */
  readonly signal: AbortSignal;
  /** Called once at most. The lead device is the job's own until the promise settles. */
  readonly make: (lead: Device, crew: Crew<Device>) => Promise<JobOutcome>;
}

/** How a job under way is helped by devices that have nothing else to do. */
export interface Crew<Device> {
  /** How many devices there are, busy ones too. */
  readonly size: number;
  /**
   * Does tasks in their order, the lead and whoever is idle side by side.
   * Rejects with the first error once no task runs any more; the others' signals are aborted then.
   */
  share(lead: Device, tasks: readonly Task<Device>[], signal: AbortSignal): Promise<void>;
}

interface WaitingJob<Device> {
  readonly job: QueuedJob<Device>;
  readonly settle: (result: JobOutcome) => void;
}

/**
 * The engine's one queue. Owns which jobs wait, which devices are idle, and whose turn it is:
 *
 * - what was begun is finished first: an idle device helps the oldest job that has work to share;
 * - else it begins the next job, and parties take turns: the one that was served longest ago is next,
 *   its own jobs in the order they came.
 *
 * It knows nothing of what a device is.
 */
export class JobQueue<Device> {
  private readonly devices: Device[];
  private readonly idle: Device[];
  /** Devices that go when they have ended what they began, and who is told. */
  private readonly retiring = new Map<Device, () => void>();
  private readonly waiting: WaitingJob<Device>[] = [];
  private readonly shared: SharedTasks<Device>[] = [];
  /** When each party was last served, counted in turns. One entry a project: it may stay. */
  private readonly served = new Map<string, number>();
  private turns = 0;

  constructor(devices: readonly Device[]) {
    this.devices = [...devices];
    this.idle = [...devices];
  }

  /** One more device begins with what waits. */
  enlist(device: Device): void {
    this.devices.push(device);
    this.idle.push(device);
    this.pump();
  }

  /** Resolves when the device has ended what it began; it is given nothing more. */
  retire(device: Device): Promise<void> {
    this.devices.splice(this.devices.indexOf(device), 1);
    const at = this.idle.indexOf(device);
    if (at >= 0) {
      this.idle.splice(at, 1);
      return Promise.resolve();
    }
    return new Promise((gone) => this.retiring.set(device, gone));
  }

  /** Resolves with the job's result; never rejects. */
  add(job: QueuedJob<Device>): Promise<JobOutcome> {
    return new Promise((settle) => {
      const entry = { job, settle };
      if (job.signal.aborted) {
        settle({ kind: 'cancelled' });
        return;
      }
      job.signal.addEventListener('abort', () => {
        this.drop(entry);
      });
      this.waiting.push(entry);
      this.pump();
    });
  }

  private drop(entry: WaitingJob<Device>): void {
    const position = this.waiting.indexOf(entry);
    if (position < 0) return;
    this.waiting.splice(position, 1);
    entry.settle({ kind: 'cancelled' });
  }

  private pump(): void {
    for (let device = this.idle.shift(); device !== undefined; device = this.idle.shift()) {
      const open = this.shared.find((tasks) => tasks.isOpen);
      const next = open === undefined ? this.takeNext() : undefined;
      if (open === undefined && next === undefined) {
        this.idle.unshift(device);
        return;
      }
      void this.occupy(device, open, next);
    }
  }

  /** Gives a device something to do and takes it back, whatever became of it. */
  private async occupy(
    device: Device,
    open: SharedTasks<Device> | undefined,
    next: WaitingJob<Device> | undefined,
  ): Promise<void> {
    try {
      if (open) await open.help(device);
      else if (next) await this.run(device, next);
    } finally {
      const gone = this.retiring.get(device);
      this.retiring.delete(device);
      if (gone) gone();
      else this.idle.push(device);
      this.pump();
    }
  }

  private async run(device: Device, { job, settle }: WaitingJob<Device>): Promise<void> {
    const crew: Crew<Device> = {
      size: this.devices.length,
      share: (lead, tasks, signal) => this.share(lead, tasks, signal),
    };
    try {
      settle(await job.make(device, crew));
    } catch (error) {
      settle({ kind: 'failed', failure: toFailure(error) });
    }
  }

  private async share(
    lead: Device,
    tasks: readonly Task<Device>[],
    signal: AbortSignal,
  ): Promise<void> {
    const shared = new SharedTasks(tasks, signal);
    this.shared.push(shared);
    try {
      this.pump();
      await shared.help(lead);
      await shared.settled();
    } finally {
      this.shared.splice(this.shared.indexOf(shared), 1);
    }
  }

  private takeNext(): WaitingJob<Device> | undefined {
    const since = ({ job }: WaitingJob<Device>) => this.served.get(job.party) ?? 0;
    const next = this.waiting.reduce<WaitingJob<Device> | undefined>(
      (best, each) => (best === undefined || since(each) < since(best) ? each : best),
      undefined,
    );
    if (next === undefined) return undefined;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    this.turns += 1;
    this.served.set(next.job.party, this.turns);
    return next;
  }
}
