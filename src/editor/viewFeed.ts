const INTERVAL_MS = 100;

/** Tells at most ten times a second that there is something new, the first time at once. */
export class ViewFeed {
  private timer: NodeJS.Timeout | undefined;
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly tell: () => void) {}

  changed(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.lastAt + INTERVAL_MS - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.lastAt = performance.now();
      this.tell();
    }, wait);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
