import type { Job } from 'bullmq';
import type { JobProgress } from '../../core/job.js';
import type { Device, TaskWatch } from '../../engine/device.js';
import type { FleetTaskKind } from '../../core/fleet/fleetSnapshot.js';
import type { TaskProgress } from '../tasks.js';

/** A task under way: its job in the queue, and what belongs to this attempt at it. */
export interface Attempt {
  readonly job: Job;
  /** Id of the job, which every job in a queue has. */
  readonly id: string;
  /** By which the queue knows that the job is still ours. */
  readonly token: string;
  /** Counted from 1, of attempts that were lost too. */
  readonly number: number;
  readonly signal: AbortSignal;
  readonly device: Device;
  /** What is told of it, thinned out. */
  readonly tell: (told: Pick<TaskProgress, 'kind' | 'progress' | 'given'>) => void;
}

/** Watches what a device does, as a task of one kind. */
export function watchFor({ signal, tell }: Attempt, kind: FleetTaskKind): TaskWatch {
  return {
    signal,
    onProgress: (progress: JobProgress) => {
      tell({ kind, progress });
    },
  };
}
