import { sameStamp, type FileStamp } from '../core/fileStamp.js';
import { stampOf } from '../files/fileStamp.js';

/**
 * How the inputs looked when they were planned. A file that was changed between its plan and its
 * turn would else be recorded under the fingerprint of content that the output was not made from.
 */
export class InputStamps {
  private readonly stamps = new Map<string, FileStamp>();

  async take(paths: readonly string[]): Promise<void> {
    await Promise.all(
      [...new Set(paths)].map(async (path) => {
        const stamp = await stampOf(path).catch(() => undefined);
        if (stamp) this.stamps.set(path, stamp);
      }),
    );
  }

  async unchanged(path: string): Promise<boolean> {
    const before = this.stamps.get(path);
    const now = await stampOf(path).catch(() => undefined);
    return before !== undefined && now !== undefined && sameStamp(before, now);
  }
}
