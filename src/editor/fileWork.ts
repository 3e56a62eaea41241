import PQueue from 'p-queue';
import { HeygemError } from '../core/errors.js';
import type { FileWorkView } from '../protocol/editorView.js';

/** What goes through files for a person, one thing after the other. Owns how far it is and the way to stop it. */
export class FileWork {
  private readonly queue = new PQueue({ concurrency: 1 });
  private current: FileWorkView | undefined;
  private abort = new AbortController();

  constructor(private readonly onChange: () => void) {}

  get view(): FileWorkView | undefined {
    return this.current;
  }

  /** Ends what is under way and what waits. */
  stop(): void {
    this.abort.abort();
    this.abort = new AbortController();
  }

  /** Rejects with `cancelled` where it was stopped before its turn. */
  run<T>(
    first: FileWorkView,
    follow: (signal: AbortSignal, show: (view: FileWorkView) => void) => Promise<T>,
  ): Promise<T> {
    const { signal } = this.abort;
    const show = (view: FileWorkView | undefined): void => {
      this.current = view;
      this.onChange();
    };
    return this.queue.add(async () => {
      if (signal.aborted) throw new HeygemError('cancelled');
      show(first);
      try {
        return await follow(signal, show);
      } finally {
        show(undefined);
      }
    });
  }
}
