import type { JobProgress } from '../../core/job.js';
import { SegmentProgress } from '../../engine/segmentProgress.js';
import { ownerOf } from '../names.js';
import type { TaskProgress } from '../tasks.js';

/** A worker that told nothing of a pair for so long is not at it any more. */
const AT_IT_MS = 5_000;

/** Adds up what several machines tell of one pair. Owns the sum, and who is at it. */
export class PairProgress {
  private sum: SegmentProgress | undefined;
  private readonly parts = new Map<string, (progress: JobProgress) => void>();
  private readonly heard = new Map<string, number>();

  constructor(
    private readonly tell: (progress: JobProgress) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param job the pair's, what learns its video, or one of its portions */
  hear(job: string, { worker, progress, given }: TaskProgress): void {
    this.heard.set(worker, this.now());
    if (given) {
      this.parts.clear();
      this.sum = new SegmentProgress(given.frames, given.kept, (all) => {
        this.pass(all);
      });
      return;
    }
    if (ownerOf(job) === job) this.pass(progress);
    // Who took up what another planner began has not heard how much there is.
    else if (!this.sum) return;
    else if (progress.stage === 'render') this.part(job)(progress);
  }

  /** A portion is there. @param frames of it */
  completed(job: string, frames: number): void {
    if (this.sum) this.part(job)({ stage: 'render', done: frames, total: frames, rate: 0 });
  }

  private part(job: string): (progress: JobProgress) => void {
    const known = this.parts.get(job) ?? this.sum?.part() ?? (() => undefined);
    this.parts.set(job, known);
    return known;
  }

  private pass(progress: JobProgress): void {
    const since = this.now() - AT_IT_MS;
    for (const [worker, at] of this.heard) if (at < since) this.heard.delete(worker);
    const by = [...this.heard.keys()].sort();
    this.tell({ ...progress, ...(by.length > 0 && { by }) });
  }
}
