import type { JobId } from '../core/ids.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress/jobEvents.js';
import { failureJson } from './failureLines.js';
import { outcomeOf } from './outcomeLines.js';
import { emitJson, type CliOutput } from './output.js';
import type { Reporter } from './reporter.js';

/** Events as JSON lines; their shapes are documented in docs/cli.md. */
export class JsonReporter implements Reporter {
  private readonly attempts = new Map<JobId, number>();

  constructor(
    private readonly output: CliOutput,
    private readonly names: ReadonlyMap<JobId, string>,
  ) {}

  onEvent(event: JobEvent): void {
    const { id } = event;
    const output = this.names.get(id) ?? id;
    if (event.kind === 'speaking') emitJson(this.output, { event: 'speaking', id, output });
    if (event.kind === 'started') {
      const attempt = (this.attempts.get(id) ?? 0) + 1;
      this.attempts.set(id, attempt);
      emitJson(this.output, { event: 'started', id, output, attempt });
    }
    const outcome = outcomeOf(event);
    if (!outcome) return;
    const { kind: result, ...rest } = outcome;
    const detail =
      outcome.kind === 'failed'
        ? { failure: failureJson(outcome.failure, this.output.locale) }
        : rest;
    emitJson(this.output, { event: 'finished', id, output, result, ...detail });
  }

  onSnapshot(snapshot: ProgressSnapshot): void {
    const { jobs, ...counts } = snapshot;
    const current = jobs.find(({ state }) => state.kind === 'running');
    const progress = current?.state.kind === 'running' ? current.state.progress : undefined;
    const job = current && { id: current.id, fraction: current.fraction, ...progress };
    emitJson(this.output, { event: 'progress', ...counts, ...(job && { job }) });
  }

  close(): void {
    // Every line is out already.
  }
}
