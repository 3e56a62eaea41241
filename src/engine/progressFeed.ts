import {
  foldProgress,
  foldQueued,
  NO_PROGRESS,
  snapshotOf,
  type ProgressState,
} from '../core/progress/foldProgress.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress/jobEvents.js';

const INTERVAL_MS = 100;

/** Folds events into snapshots, told at most ten times a second; the last one always is. */
export class ProgressFeed {
  private state: ProgressState = NO_PROGRESS;
  private timer: NodeJS.Timeout | undefined;
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly tell: (snapshot: ProgressSnapshot) => void) {}

  get snapshot(): ProgressSnapshot {
    return snapshotOf(this.state);
  }

  queue(events: readonly Extract<JobEvent, { kind: 'queued' }>[]): void {
    this.state = foldQueued(this.state, events);
    this.schedule();
  }

  push(event: JobEvent): void {
    this.state = foldProgress(this.state, event);
    this.schedule();
  }

  /** Tells what is still untold. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.emit();
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.lastAt + INTERVAL_MS - performance.now());
    this.timer = setTimeout(() => {
      this.emit();
    }, wait);
  }

  private emit(): void {
    this.timer = undefined;
    this.lastAt = performance.now();
    this.tell(this.snapshot);
  }
}
