import type { EditorView } from '../protocol/editorView.js';

type Disk = NonNullable<EditorView['disk']>;

const INTERVAL_MS = 5_000;

/**
 * Looks at the disk before and while videos are made, and warns once for each run when the rest will
 * not fit. Owns the timer.
 */
export class DiskWatch {
  private timer: NodeJS.Timeout | undefined;
  private warned = false;

  constructor(
    private readonly look: () => Promise<Disk | undefined>,
    private readonly warn: (disk: Disk) => void,
    private readonly intervalMs = INTERVAL_MS,
  ) {}

  /** A run begins. @param disk as it was last seen */
  start(disk: Disk | undefined): void {
    this.warned = false;
    this.judge(disk);
    this.timer ??= setInterval(() => {
      void this.look().then((seen) => {
        // The last run may have ended meanwhile.
        if (this.timer !== undefined) this.judge(seen);
      });
    }, this.intervalMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private judge(disk: Disk | undefined): void {
    if (this.warned || !disk || disk.free >= disk.needed) return;
    this.warned = true;
    this.warn(disk);
  }
}
