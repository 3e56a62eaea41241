import { stat } from 'node:fs/promises';
import { sha256 } from './actorFiles.js';

/**
 * Content hashes of the files one worker has met, so that a batch on one video reads it once. Owns
 * the memory; a file counts as unchanged while its size, times and inode stay.
 */
export class ContentHashes {
  private readonly known = new Map<string, { readonly stamp: string; readonly hash: string }>();

  async of(path: string): Promise<string> {
    const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
    const stamp = [size, mtimeNs, ctimeNs, ino].join(':');
    const before = this.known.get(path);
    if (before?.stamp === stamp) return before.hash;
    const hash = await sha256(path);
    this.known.set(path, { stamp, hash });
    return hash;
  }
}
