const INTERVAL_MS = 100;

/**
 * Tells at most ten times a second, or as often as said, that there is something new to show, the first time at once and the
 * last time always. Each place that shows something has one, and nothing before it thins what passes.
 */
export class ScreenPace {
  private timer: NodeJS.Timeout | undefined;
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly tell: () => void,
    private readonly intervalMs = INTERVAL_MS,
  ) {}

  changed(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.lastAt + this.intervalMs - performance.now());
    this.timer = setTimeout(() => {
      this.emit();
    }, wait);
  }

  /** Tells at once what is still untold. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.emit();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private emit(): void {
    this.timer = undefined;
    this.lastAt = performance.now();
    this.tell();
  }
}
