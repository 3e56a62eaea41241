import { appendFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { plainLines } from '../core/strings/plainText.js';
import { makeFolderSync } from '../files/makeFolder.js';

const MOST_BYTES = 5_000_000;
const KEPT = 3;

/**
 * The running log, for the details that no headline carries. Owns `path` and the rotated
 * `path.1` (youngest) to `path.3`. Writing never throws: a full disk must not stop a job for its log.
 */
export class LogFile {
  private folderMade = false;
  private hasLines = false;

  constructor(
    readonly path: string,
    private readonly mostBytes = MOST_BYTES,
    private readonly onLine: (line: string) => void = () => undefined,
  ) {}

  /** Whether there is anything in it to be read: nothing is where it cannot be written. */
  get written(): boolean {
    return this.hasLines;
  }

  /**
   * Synchronous, so that the last line before a crash is there. A text of several lines is indented
   * after the first: what a file or a program says cannot pass for an entry of its own.
   */
  readonly write = (text: string): void => {
    const line = plainLines(text).replaceAll('\n', '\n    ');
    this.onLine(line);
    try {
      if (!this.folderMade) makeFolderSync(dirname(this.path));
      this.folderMade = true;
      this.rotateIfFull();
      appendFileSync(this.path, `${new Date().toISOString()} [${process.pid}] ${line}\n`);
      this.hasLines = true;
    } catch {
      // Nowhere to say so.
    }
  };

  private rotateIfFull(): void {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size < this.mostBytes) return;
    for (let age = KEPT - 1; age >= 0; age -= 1) {
      const from = age === 0 ? this.path : `${this.path}.${age}`;
      try {
        renameSync(from, `${this.path}.${age + 1}`);
      } catch {
        // Not there yet, or another process was quicker.
      }
    }
  }
}
