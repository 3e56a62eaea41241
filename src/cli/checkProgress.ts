import type { CheckingProgress } from '../engine/projectChecks.js';
import { ScreenPace } from '../engine/screenPace.js';
import { emitJson, type CliOutput } from './output.js';
import { CLEAR_LINE, cut, progressBar } from './terminalReporter.js';
import { text } from './texts.js';

/** Shows how far a round of checks is: one moving line on a terminal, JSON lines, or nothing that moves. */
export class CheckProgress {
  private progress: CheckingProgress | undefined;
  private readonly pace = new ScreenPace(() => {
    if (this.progress) this.write(this.progress);
  });

  constructor(private readonly output: CliOutput) {}

  show(progress: CheckingProgress): void {
    this.progress = progress;
    this.pace.changed();
  }

  /** Before a report is told, and at the end. */
  clear(): void {
    this.pace.flush();
    if (this.output.columns !== undefined) this.output.control(CLEAR_LINE);
  }

  private write(progress: CheckingProgress): void {
    const { json, columns, control, err } = this.output;
    if (json) emitJson(this.output, { event: 'checking', ...progress });
    if (columns === undefined) return;
    control(CLEAR_LINE);
    err(cut(checkingLine(progress, this.output), columns - 1));
  }
}

/** `[######------] 42 %  3/12  checking talk.mp4` */
export function checkingLine(
  { fraction, number, total, name }: CheckingProgress,
  { locale }: Pick<CliOutput, 'locale'>,
): string {
  const counts = total > 1 ? [`${number}/${total}`] : [];
  return [progressBar(fraction), ...counts, text(locale, 'checking', { name })].join('  ');
}
