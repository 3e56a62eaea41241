/** A part of a job that any device may do. */
export type Task<Device> = (device: Device, signal: AbortSignal) => Promise<void>;

/** The tasks of one job that several devices do side by side. Owns which are left and how they ended. */
export class SharedTasks<Device> {
  private readonly left: Task<Device>[];
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private readonly helpers = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(tasks: readonly Task<Device>[], signal: AbortSignal) {
    this.left = [...tasks];
    this.signal = AbortSignal.any([signal, this.abort.signal]);
  }

  /** Whether another device would find something to do. */
  get isOpen(): boolean {
    return this.left.length > 0 && !this.signal.aborted;
  }

  /** Does what is left until nothing is, or one has failed. Never rejects. */
  help(device: Device): Promise<void> {
    const helping = this.work(device).finally(() => this.helpers.delete(helping));
    this.helpers.add(helping);
    return helping;
  }

  /** Resolves when all is done; rejects with the first error once nobody works any more. */
  async settled(): Promise<void> {
    while (this.helpers.size > 0) await Promise.all(this.helpers);
    if (this.failure) throw this.failure.error;
    this.signal.throwIfAborted();
  }

  private async work(device: Device): Promise<void> {
    while (this.isOpen) {
      const task = this.left.shift();
      try {
        await task?.(device, this.signal);
      } catch (error) {
        this.failure ??= { error };
        this.abort.abort();
      }
    }
  }
}
