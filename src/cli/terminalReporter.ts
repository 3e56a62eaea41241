import type { JobId } from '../core/ids.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress/jobEvents.js';
import { outcomeLines, outcomeOf } from './outcomeLines.js';
import type { CliOutput } from './output.js';
import type { Reporter } from './reporter.js';
import { stageText } from '../core/strings/jobTexts.js';
import { plainLine } from '../core/strings/plainText.js';
import { timeLeftClock } from '../core/strings/timeLeft.js';

const BAR_CELLS = 24;
export const CLEAR_LINE = '\r\x1b[K';

/** One moving line at the bottom; what is finished scrolls by above it. */
export class TerminalReporter implements Reporter {
  private line = '';

  constructor(
    private readonly output: CliOutput,
    private readonly names: ReadonlyMap<JobId, string>,
    private readonly columns: number,
  ) {}

  onEvent(event: JobEvent): void {
    const outcome = outcomeOf(event);
    if (!outcome) return;
    const name = this.names.get(event.id) ?? event.id;
    this.output.control(CLEAR_LINE);
    this.output.out(outcomeLines(this.output, name, outcome));
    this.output.err(this.line);
  }

  onSnapshot(snapshot: ProgressSnapshot): void {
    this.line = cut(progressLine(snapshot, this.names, this.output), this.columns - 1);
    this.output.control(CLEAR_LINE);
    this.output.err(this.line);
  }

  close(): void {
    this.line = '';
    this.output.control(CLEAR_LINE);
  }
}

/** `[######------] 42 %  3/6  talk.mp4  drawing 120/250  24.1/s  0:32` */
export function progressLine(
  snapshot: ProgressSnapshot,
  names: ReadonlyMap<JobId, string>,
  { locale }: Pick<CliOutput, 'locale'>,
): string {
  const parts = [progressBar(snapshot.fraction)];
  const over = snapshot.total - snapshot.queued - snapshot.running;
  if (snapshot.total > 1) parts.push(`${over}/${snapshot.total}`);
  const running = snapshot.jobs.find(({ state }) => state.kind === 'running');
  if (running?.state.kind === 'running') {
    parts.push(names.get(running.id) ?? running.id);
    const { progress } = running.state;
    if (progress) {
      const { stage, done, total, rate } = progress;
      parts.push(`${stageText(locale, stage)} ${total > 0 ? `${done}/${total}` : done}`);
      if (rate > 0) parts.push(`${rate.toFixed(1)}/s`);
    }
  }
  if (snapshot.eta !== null) parts.push(timeLeftClock(snapshot.eta));
  return parts.join('  ');
}

/** `[######------] 42 %` */
export function progressBar(fraction: number): string {
  const filled = Math.floor(fraction * BAR_CELLS);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}]`;
  return `${bar} ${Math.floor(fraction * 100)} %`;
}

/** Cuts to a width in cells, counting East Asian characters and emoji as two. */
export function cut(text: string, cells: number): string {
  let width = 0;
  let kept = '';
  for (const character of plainLine(text)) {
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
    if (width > cells) break;
    kept += character;
  }
  return kept;
}
