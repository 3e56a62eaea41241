import type { Failure } from '../errors.js';
import type { JobId } from '../ids.js';
import type { JobProgress, JobResult, StageUnits } from '../job.js';
import type { OutputReport } from '../report.js';

/** `at` is in milliseconds of a clock that only goes forward. */
export type JobEvent =
  | {
      readonly kind: 'queued';
      readonly id: JobId;
      /** How much the job weighs in the batch; 1 while its length is not known. */
      readonly expectedFrames: number;
      /** What the job will go through, as far as that is known beforehand. */
      readonly expected?: StageUnits;
    }
  /** Not to be made, because its output is current. */
  | { readonly kind: 'skipped'; readonly id: JobId }
  /** Its script is spoken first: that is no attempt of its own, and nothing is drawn yet. */
  | { readonly kind: 'speaking'; readonly id: JobId; readonly at: number }
  /** Comes again when a job is tried once more after a crash. */
  | {
      readonly kind: 'started';
      readonly id: JobId;
      readonly at: number;
      /** How many there are to draw jobs side by side, or one job together. */
      readonly hands?: number;
    }
  | {
      readonly kind: 'progress';
      readonly id: JobId;
      readonly at: number;
      readonly progress: JobProgress;
    }
  | {
      readonly kind: 'finished';
      readonly id: JobId;
      readonly at: number;
      readonly result: JobResult;
    };

export type JobState =
  | { readonly kind: 'queued' }
  /** `attempt` is counted from 1; 0 while its script is spoken first. */
  | { readonly kind: 'running'; readonly attempt: number; readonly progress?: JobProgress }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'done'; readonly report: OutputReport }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled' };

export interface JobSnapshot {
  readonly id: JobId;
  readonly state: JobState;
  /** 0..1, never less than it was. */
  readonly fraction: number;
  /** Seconds until this job ends, once it runs; null while too little is known to say. */
  readonly eta: number | null;
}

/** All there is to show of a batch, whole each time: who missed one needs only the next. Plain data. */
export interface ProgressSnapshot {
  /** In the order they were queued. */
  readonly jobs: readonly JobSnapshot[];
  readonly total: number;
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly cancelled: number;
  /** 0..1, jobs weighted by their expected frames. */
  readonly fraction: number;
  /** Seconds left, never less than those of a single job; null while too little is known to say. */
  readonly eta: number | null;
}
