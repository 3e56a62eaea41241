import type { JobProgress, Stage } from '../core/job.js';
import type { StageTime } from '../core/report.js';

/** Seconds over which the shown rate is averaged. */
const RATE_WINDOW = 3;

/**
 * Times the stages of one job and reports its progress. Owns the clock: a stage runs until the next
 * begins or `end` is called.
 */
export class StageClock {
  private readonly times: Record<string, StageTime> = {};
  private stage: Stage | undefined;
  private started = 0;
  private done = 0;
  private total = 0;
  private marks: { readonly at: number; readonly done: number }[] = [];

  constructor(
    private readonly onProgress: (progress: JobProgress) => void,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {}

  begin(stage: Stage, total: number): void {
    this.end();
    this.stage = stage;
    this.started = this.now();
    this.done = 0;
    this.total = total;
    this.marks = [{ at: this.started, done: 0 }];
    this.report();
  }

  /** @param total where it was not known when the stage began */
  advance(done: number, total = this.total): void {
    this.done = done;
    this.total = total;
    const at = this.now();
    const last = this.marks.at(-1);
    if (last === undefined || at - last.at > 0.1) {
      this.marks.push({ at, done });
      while (this.marks.length > 2 && at - this.marks[0].at > RATE_WINDOW) this.marks.shift();
    }
    this.report();
  }

  end(): void {
    if (this.stage === undefined) return;
    this.add(this.stage, this.now() - this.started, this.done);
    this.stage = undefined;
  }

  /** Adds time to a part of a stage, e.g. `render.draw`. */
  add(name: string, seconds: number, frames: number): void {
    const before = this.times[name] ?? { seconds: 0, frames: 0 };
    this.times[name] = { seconds: before.seconds + seconds, frames: before.frames + frames };
  }

  /** Seconds to the millisecond, a stage each. */
  get stages(): Readonly<Record<string, StageTime>> {
    return Object.fromEntries(
      Object.entries(this.times).map(([name, { seconds, frames }]) => [
        name,
        { seconds: Math.round(seconds * 1000) / 1000, frames },
      ]),
    );
  }

  private report(): void {
    if (this.stage === undefined) return;
    const first = this.marks[0];
    const elapsed = this.now() - first.at;
    const rate = elapsed > 0.2 ? (this.done - first.done) / elapsed : 0;
    this.onProgress({ stage: this.stage, done: this.done, total: this.total, rate });
  }
}
