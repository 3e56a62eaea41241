import type { JobResult } from '../core/job.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress/jobEvents.js';

/** Shows a batch, or a single job, while it is made. */
export interface Reporter {
  onEvent(event: JobEvent): void;
  onSnapshot(snapshot: ProgressSnapshot): void;
  /** Nothing is shown after this. */
  close(): void;
}

export type Outcome = JobResult | { readonly kind: 'skipped' };
