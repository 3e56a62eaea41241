import { timeLeftText } from '../../src/core/strings/timeLeft.js';
import { runEndText } from '../../src/core/strings/runEnd.js';
import type { Say } from '../../src/core/strings/ui.js';
import type { RunView } from '../../src/protocol/editorView.js';

/** Seconds between two sentences about progress: often enough to know, rarely enough to work. */
const PAUSE_S = 20;

/** Words progress for a screen reader: when a run begins, now and then, and when it ends. */
export class Announcer {
  private wasRunning = false;
  private lastAt = -Infinity;
  private lastFailed = 0;

  /**
   * What to say of this snapshot, or nothing.
   * @param now seconds of any steady clock
   */
  next(run: RunView, say: Say, now: number): string | undefined {
    const ended = this.wasRunning && !run.running;
    const began = !this.wasRunning && run.running;
    const newFailure = run.failed > this.lastFailed;
    this.wasRunning = run.running;
    this.lastFailed = run.failed;
    const { done, total, failed } = run;
    if (ended) return runEndText({ ...run, cancelled: 0, ...run.ended }, say);
    if (!run.running || (!began && !newFailure && now - this.lastAt < PAUSE_S)) return undefined;
    this.lastAt = now;
    return [
      say('run-running', { done, total }),
      failed > 0 ? say('run-failed', { failed }) : '',
      run.eta === null ? '' : timeLeftText(run.eta, say),
    ]
      .filter((part) => part !== '')
      .join(', ');
  }
}
