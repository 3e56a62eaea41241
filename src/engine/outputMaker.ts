import type { LipSyncJob, MadeVideo } from '../core/job.js';
import type { JobOutcome, MakingWatch } from './jobOrder.js';

/** A video at its job's `target`, not in its place yet. */
export interface MadeOutput extends MadeVideo {
  /** The output is in its place: what is kept of it is of no more use. Never rejects. */
  readonly release: () => Promise<void>;
}

/** Makes whole outputs: by the worker processes of this machine, or by machines elsewhere. It puts none in its place. */
export interface OutputMaker {
  /** How many there are to make outputs side by side, or one together. */
  readonly hands: number;
  /**
   * Writes `job.target`, whole. Rejects with the failure or with `cancelled`; what is made of it by then is kept for
   * another time.
   */
  make(job: LipSyncJob, watch: MakingWatch): Promise<MadeOutput>;
}

/** A job that waits for its turn. */
export interface WaitingOutput {
  /** Whose turn it takes: its project. */
  readonly party: string;
  readonly signal: AbortSignal;
  /** Called once at most. */
  readonly make: (maker: OutputMaker) => Promise<JobOutcome>;
}

/** Gives each job its turn and somebody who makes it. */
export interface Making {
  /** Resolves with the job's result; never rejects. */
  add(output: WaitingOutput): Promise<JobOutcome>;
}
