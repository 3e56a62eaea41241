import type { JobProgress } from '../core/job.js';

/** Seconds over which the shown rate is averaged. */
const RATE_WINDOW_MS = 3_000;

/** Adds up how far the devices are that make segments of one output side by side. Owns the sum. */
export class SegmentProgress {
  private readonly parts: number[] = [];
  /** The newest of the pictures that the devices have put down. */
  private picture: number | undefined;
  private marks: { readonly at: number; readonly done: number }[];

  /**
   * @param total frames of the output
   * @param kept frames of segments that were there already
   */
  constructor(
    private readonly total: number,
    private readonly kept: number,
    private readonly tell: (progress: JobProgress) => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.marks = [{ at: this.now(), done: kept }];
    this.report();
  }

  /** Hears of one device's frames, counted from where it begins. */
  part(): (progress: JobProgress) => void {
    const index = this.parts.push(0) - 1;
    return ({ done, picture }) => {
      if (picture !== undefined) this.picture = Math.max(this.picture ?? 0, picture);
      this.parts[index] = Math.max(this.parts[index], done);
      this.report();
    };
  }

  private report(): void {
    const done = this.parts.reduce((sum, frames) => sum + frames, this.kept);
    const at = this.now();
    this.marks.push({ at, done });
    while (this.marks.length > 2 && at - this.marks[0].at > RATE_WINDOW_MS) this.marks.shift();
    const first = this.marks[0];
    const seconds = (at - first.at) / 1000;
    const rate = seconds > 0.2 ? (done - first.done) / seconds : 0;
    const { total, picture } = this;
    const progress = { stage: 'render', done: Math.min(done, total), total, rate } as const;
    this.tell({ ...progress, ...(picture !== undefined && { picture }) });
  }
}
