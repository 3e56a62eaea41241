import { LEDGER_EXTENSION } from '../core/plan/ledger.js';

/** What the engine itself writes over and over while it works. */
const OWN_FILES = /\.busy$|\.tmp$/;

/**
 * Changes of files in an open project's folder, told once they have settled: a copy writes many times. What the
 * engine writes while it makes videos is none of them. Owns the wait.
 */
export class FileChanges {
  private settling: NodeJS.Timeout | undefined;

  constructor(
    private readonly settleMs: number,
    private readonly isMaking: () => boolean,
    private readonly onSettled: () => void,
  ) {}

  /** @param path undefined where the system does not say */
  changed(path: string | undefined): void {
    if (path !== undefined && this.isOwn(path)) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(this.onSettled, this.settleMs);
  }

  stop(): void {
    clearTimeout(this.settling);
  }

  /** The ledger changes with each output. */
  private isOwn(path: string): boolean {
    return OWN_FILES.test(path) || (this.isMaking() && path.endsWith(LEDGER_EXTENSION));
  }
}
