import type { Stage } from '../../core/job.js';

export type StageSeconds = Readonly<Partial<Record<Stage, number>>>;

/** How long one attempt takes, and each stage that it tells of. Owns the sums. */
export class StageClock {
  private readonly sums: Partial<Record<Stage, number>> = {};
  private readonly began: number;
  private current: Stage | undefined;
  private since: number;

  /** @param now in seconds, from anywhere */
  constructor(private readonly now: () => number) {
    this.began = now();
    this.since = this.began;
  }

  /** Said as often as one likes. What comes before the first stage counts for none. */
  enter(stage: Stage): void {
    if (stage === this.current) return;
    this.leave();
    this.current = stage;
  }

  /** Since it began. */
  get seconds(): number {
    return this.now() - this.began;
  }

  /** Up to now. */
  get stages(): StageSeconds {
    this.leave();
    return { ...this.sums };
  }

  private leave(): void {
    const now = this.now();
    const { current, since } = this;
    if (current) this.sums[current] = (this.sums[current] ?? 0) + now - since;
    this.since = now;
  }
}
