import { sameStamp, type FileStamp } from '../../core/fileStamp.js';
import { stampOf } from '../../files/fileStamp.js';
import { hashWithStamp } from '../../files/hashFile.js';

/**
 * Content hashes of the files one worker has met, so that a batch on one video reads it once. Owns
 * the memory; a file counts as unchanged while its stamp stays.
 */
export class ContentHashes {
  private readonly known = new Map<string, { readonly stamp: FileStamp; readonly hash: string }>();

  /** Rejects with `input-missing` when the file is gone. */
  async of(path: string): Promise<string> {
    const before = this.known.get(path);
    if (before && sameStamp(before.stamp, await stampOf(path))) return before.hash;
    const { hash, stamp, lasting } = await hashWithStamp(path);
    if (lasting) this.known.set(path, { stamp, hash });
    else this.known.delete(path);
    return hash;
  }
}
