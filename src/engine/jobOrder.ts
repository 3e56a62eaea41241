import type { JobProgress, JobResult, LipSyncJob } from '../core/job.js';
import type { OutputLedger } from './outputStanding.js';

/** A job with what the engine has to know around it. */
export interface JobOrder {
  /** Where it is written, the maker chooses. */
  readonly job: Omit<LipSyncJob, 'target'>;
  /** Also makes what is current, and replaces what is not ours. */
  readonly force: boolean;
  /** How long its script took to be spoken, for the report; absent where none was. */
  readonly spoken?: { readonly seconds: number; readonly sentences: number };
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
