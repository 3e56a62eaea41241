/**
 * Repeats a piece of work as long as it is asked for while it runs: the promise of each call
 * resolves after a run that began later than the call.
 */
export class LatestOnly {
  private running: Promise<void> | undefined;
  private asked = false;

  constructor(private readonly work: () => Promise<void>) {}

  run(): Promise<void> {
    this.asked = true;
    return (this.running ??= this.repeat());
  }

  private async repeat(): Promise<void> {
    // So that `running` is set before it is unset.
    await Promise.resolve();
    try {
      while (this.asked) {
        this.asked = false;
        await this.work();
      }
    } finally {
      this.running = undefined;
    }
  }
}
