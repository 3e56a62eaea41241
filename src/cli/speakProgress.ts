import type { JobProgress } from '../core/job.js';
import { ScreenPace } from '../engine/screenPace.js';
import { emitJson, type CliOutput } from './output.js';
import { CLEAR_LINE, cut, progressBar } from './terminalReporter.js';
import { text } from './texts.js';

/** Shows how far a text is spoken: one moving line on a terminal, JSON lines, or nothing that moves. */
export class SpeakProgress {
  private progress: JobProgress | undefined;
  private readonly pace = new ScreenPace(() => {
    if (this.progress) this.write(this.progress);
  });

  constructor(private readonly output: CliOutput) {}

  readonly show = (progress: JobProgress): void => {
    this.progress = progress;
    this.pace.changed();
  };

  clear(): void {
    this.pace.flush();
    if (this.output.columns !== undefined) this.output.control(CLEAR_LINE);
  }

  private write({ done, total }: JobProgress): void {
    const { json, columns, control, err, locale } = this.output;
    if (json) emitJson(this.output, { event: 'speaking', done, total });
    if (columns === undefined) return;
    const bar = progressBar(total > 0 ? done / total : 0);
    control(CLEAR_LINE);
    err(cut(`${bar}  ${text(locale, 'speaking', { done, total })}`, columns - 1));
  }
}
