import type { JobId } from '../core/ids.js';
import type { JobResult } from '../core/job.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress.js';
import { JsonReporter } from './jsonReporter.js';
import { LineReporter } from './lineReporter.js';
import type { CliOutput } from './output.js';
import { TerminalReporter } from './terminalReporter.js';

/** Shows a batch, or a single job, while it is made. */
export interface Reporter {
  onEvent(event: JobEvent): void;
  onSnapshot(snapshot: ProgressSnapshot): void;
  /** Nothing is shown after this. */
  close(): void;
}

export type Outcome = JobResult | { readonly kind: 'skipped' };

/** `names` is what each job is called before people. */
export function reporterFor(output: CliOutput, names: ReadonlyMap<JobId, string>): Reporter {
  if (output.json) return new JsonReporter(output, names);
  if (output.columns === undefined) return new LineReporter(output, names);
  return new TerminalReporter(output, names, output.columns);
}
