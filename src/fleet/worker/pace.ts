/**
 * Lets values pass at most once in a while: the first at once, of those that come too soon the last one when its
 * time has come. Owns the one that waits.
 */
export class Pace<T> {
  private last = Number.NEGATIVE_INFINITY;
  private waiting: { value: T } | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly everyMs: number,
    private readonly pass: (value: T) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  push(value: T): void {
    const left = this.last + this.everyMs - this.now();
    if (left <= 0 && this.timer === undefined) {
      this.let(value);
      return;
    }
    this.waiting = { value };
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const { waiting } = this;
      this.waiting = undefined;
      if (waiting) this.let(waiting.value);
    }, left);
  }

  /** Passes at once, and what waits never does: what is said before it is out of date. */
  atOnce(value: T): void {
    this.stop();
    this.let(value);
  }

  /** What waits never passes. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
  }

  private let(value: T): void {
    this.last = this.now();
    this.pass(value);
  }
}
