import type { JobId } from '../core/ids.js';
import type { JobEvent } from '../core/progress/jobEvents.js';
import { outcomeLines, outcomeOf } from './outcomeLines.js';
import type { CliOutput } from './output.js';
import type { Reporter } from './reporter.js';
import { text } from './texts.js';

/** Plain lines for a log or a pipe: a job's start and its end, nothing that moves. */
export class LineReporter implements Reporter {
  private readonly started = new Set<JobId>();
  private number = 0;

  constructor(
    private readonly output: CliOutput,
    private readonly names: ReadonlyMap<JobId, string>,
  ) {}

  onEvent(event: JobEvent): void {
    const name = this.names.get(event.id) ?? event.id;
    if (event.kind === 'started') this.tellStart(event.id, name);
    const outcome = outcomeOf(event);
    if (!outcome) return;
    if (!this.started.has(event.id)) this.number += 1;
    this.output.out(outcomeLines(this.output, name, outcome));
  }

  onSnapshot(): void {
    // Nothing that moves.
  }

  close(): void {
    // Every line is out already.
  }

  private tellStart(id: JobId, name: string): void {
    const { locale, err } = this.output;
    if (this.started.has(id)) {
      err(`${text(locale, 'again', { output: name })}\n`);
      return;
    }
    this.started.add(id);
    this.number += 1;
    const { number } = this;
    err(`${text(locale, 'making', { output: name, number, total: this.names.size })}\n`);
  }
}
