import type { JobProgress, Stage, StageUnits } from '../core/job.js';
import { StageTimes } from './stageTimes.js';

/** Seconds over which the shown rate is averaged. */
const RATE_WINDOW = 3;

/**
 * Times the stages of one job and reports its progress. Owns the clock: a stage runs until the next
 * begins or `end` is called.
 */
export class StageClock {
  readonly times = new StageTimes();
  private stage: Stage | undefined;
  private started = 0;
  private kept = 0;
  private done = 0;
  private total = 0;
  private expected: StageUnits | undefined;
  private picture: number | undefined;
  private marks: { readonly at: number; readonly done: number }[] = [];

  constructor(
    private readonly onProgress: (progress: JobProgress) => void,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {}

  /** What stages have to do, told with the progress from now on; adds to what was told of others. */
  expect(units: StageUnits): void {
    this.expected = { ...this.expected, ...units };
    this.report();
  }

  /** @param kept units that an earlier attempt has done: they count as done, and took no time */
  begin(stage: Stage, total: number, kept = 0): void {
    this.end();
    this.stage = stage;
    this.started = this.now();
    this.kept = kept;
    this.done = kept;
    this.total = total;
    this.marks = [{ at: this.started, done: kept }];
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

  /** @param picture version of what lies at the job's picture, told with the progress from now on */
  show(picture: number | undefined): void {
    this.picture = picture;
  }

  end(): void {
    if (this.stage === undefined) return;
    this.times.add(this.stage, this.now() - this.started, this.done - this.kept);
    this.stage = undefined;
  }

  private report(): void {
    if (this.stage === undefined) return;
    const first = this.marks[0];
    const elapsed = this.now() - first.at;
    const rate = elapsed > 0.2 ? (this.done - first.done) / elapsed : 0;
    const { stage, done, total, expected, picture } = this;
    this.onProgress({
      ...{ stage, done, total, rate },
      ...(expected && { expected }),
      ...(picture !== undefined && { picture }),
    });
  }
}
