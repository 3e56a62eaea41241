import { HeygemError } from '../../core/errors.js';
import { unlessAborted } from '../../core/unlessAborted.js';

interface SharedWait {
  readonly abort: AbortController;
  readonly over: Promise<void>;
  users: number;
}

/** Things that several wait for together. Owns which are under way; one ends when nobody waits for it any more. */
export class SharedWaits {
  private readonly waits = new Map<string, SharedWait>();

  /** Rejects as `work` does, or with `cancelled` as soon as this one does not wait any more. */
  async join(
    id: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (signal.aborted) throw new HeygemError('cancelled');
    const wait = this.waits.get(id) ?? this.begin(id, work);
    wait.users += 1;
    try {
      await unlessAborted(wait.over, signal);
    } finally {
      wait.users -= 1;
      if (wait.users === 0) this.end(id, wait);
    }
  }

  private begin(id: string, work: (signal: AbortSignal) => Promise<void>): SharedWait {
    const abort = new AbortController();
    const over = work(abort.signal);
    const wait: SharedWait = { abort, over, users: 0 };
    this.waits.set(id, wait);
    const ended = () => {
      this.end(id, wait);
    };
    over.then(ended, ended);
    return wait;
  }

  private end(id: string, wait: SharedWait): void {
    if (this.waits.get(id) === wait) this.waits.delete(id);
    wait.abort.abort();
  }
}
