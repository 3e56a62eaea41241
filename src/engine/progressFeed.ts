import {
  foldProgress,
  foldQueued,
  NO_PROGRESS,
  snapshotOf,
  type ProgressState,
} from '../core/progress/foldProgress.js';
import type { JobEvent, ProgressSnapshot } from '../core/progress/jobEvents.js';

/** Reckons how all stands by now. */
export type LatestSnapshot = () => ProgressSnapshot;

/**
 * Folds events, and tells after each that something changed: whoever shows it asks for the latest snapshot
 * when he shows it. Until something changes again, all get the same one.
 */
export class ProgressFeed {
  private state: ProgressState = NO_PROGRESS;
  private reckoned: ProgressSnapshot | undefined;
  private readonly latest: LatestSnapshot = () => (this.reckoned ??= snapshotOf(this.state));

  constructor(private readonly tell: (latest: LatestSnapshot) => void) {}

  get snapshot(): ProgressSnapshot {
    return this.latest();
  }

  queue(events: readonly Extract<JobEvent, { kind: 'queued' }>[]): void {
    this.become(foldQueued(this.state, events));
  }

  push(event: JobEvent): void {
    this.become(foldProgress(this.state, event));
  }

  private become(state: ProgressState): void {
    this.state = state;
    this.reckoned = undefined;
    this.tell(this.latest);
  }
}
