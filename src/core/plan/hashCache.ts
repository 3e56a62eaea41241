import { sameStamp, stampText, type FileStamp } from '../fileStamp.js';

/** What the cache says of a file: its hash, or that the file has to be read. */
export type HashLookup =
  { readonly kind: 'known'; readonly hash: string } | { readonly kind: 'read' };

interface CachedHash {
  readonly stamp: FileStamp;
  readonly hash: string;
}

/** The first word of what is stored, whatever its version. */
export const HASHES_MARK = 'heygem-hashes';
const CACHE_VERSION = 2;
const LINE =
  /^([0-9a-f]{64}) (\d{1,20}) (-?\d{1,25}) (-?\d{1,25}) (\d{1,25}) ([0-9a-f]{32}) (".*")$/;

/**
 * Content hashes of files by path, trusted while the file's stamp stays. Owns only what it
 * was told; whoever reads files keeps it on disk. A moved or touched file is read again, and gives
 * the same hash, so no output turns stale by it.
 */
export class HashCache {
  private constructor(private readonly entries: Map<string, CachedHash>) {}

  static empty(): HashCache {
    return new HashCache(new Map());
  }

  /** Never throws: a damaged text, or a damaged line of it, is an empty one. */
  static parse(text: string): HashCache {
    const [head, ...lines] = text.split('\n');
    if (head !== `${HASHES_MARK} ${CACHE_VERSION}`) return HashCache.empty();
    const entries = new Map<string, CachedHash>();
    for (const line of lines) {
      const match = LINE.exec(line);
      if (!match) continue;
      const [, hash, size, mtimeNs, ctimeNs, inode, sample, name] = match;
      const path = pathOf(name);
      if (path === undefined) continue;
      const times = { mtimeNs: BigInt(mtimeNs), ctimeNs: BigInt(ctimeNs) };
      const stamp = { size: Number(size), ...times, inode: BigInt(inode), sample };
      entries.set(path, { stamp, hash });
    }
    return new HashCache(entries);
  }

  get size(): number {
    return this.entries.size;
  }

  lookUp(path: string, stamp: FileStamp): HashLookup {
    const cached = this.entries.get(path);
    if (!cached || !sameStamp(cached.stamp, stamp)) return { kind: 'read' };
    return { kind: 'known', hash: cached.hash };
  }

  /** What a path had last, whatever is there now: by this a file that is gone is known again. */
  last(path: string): { readonly hash: string; readonly size: number } | undefined {
    const cached = this.entries.get(path);
    return cached && { hash: cached.hash, size: cached.stamp.size };
  }

  /** `stamp` must have been taken both before and after reading, and been the same. */
  remember(path: string, stamp: FileStamp, hash: string): void {
    // Re-inserted at the end: the oldest go first when the cache is cut.
    this.entries.delete(path);
    this.entries.set(path, { stamp, hash });
  }

  /** One line a file, the most lately remembered `limit` of them. */
  serialize(limit = 10_000): string {
    const kept = [...this.entries].slice(-limit);
    const lines = kept.map(
      ([path, { stamp, hash }]) => `${hash} ${stampText(stamp)} ${JSON.stringify(path)}\n`,
    );
    return `${HASHES_MARK} ${CACHE_VERSION}\n${lines.join('')}`;
  }
}

function pathOf(json: string): string | undefined {
  try {
    const path: unknown = JSON.parse(json);
    return typeof path === 'string' ? path : undefined;
  } catch {
    return undefined;
  }
}
