import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileStamp } from '../core/plan/fileFacts.js';
import { HashCache } from '../core/plan/hashCache.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';

/** A hundred thousand files' hashes have some twenty megabytes. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Keeps the hash cache on disk between runs. Processes that use it at once lose at worst a
 * remembered hash, never gain a wrong one.
 */
export class HashStore {
  private loading: Promise<HashCache> | undefined;
  private readonly learnt = new Map<string, { readonly stamp: FileStamp; readonly hash: string }>();

  constructor(private readonly path: string) {}

  async lookUp(file: string, stamp: FileStamp): Promise<string | undefined> {
    const cache = await (this.loading ??= read(this.path));
    const found = cache.lookUp(file, stamp);
    return found.kind === 'known' ? found.hash : undefined;
  }

  async remember(file: string, stamp: FileStamp, hash: string): Promise<void> {
    const cache = await (this.loading ??= read(this.path));
    cache.remember(file, stamp, hash);
    this.learnt.set(file, { stamp, hash });
  }

  /** Adds what was learnt to what others wrote meanwhile. Never rejects: it is only a cache. */
  async save(): Promise<void> {
    if (this.learnt.size === 0) return;
    const merged = await read(this.path);
    for (const [file, { stamp, hash }] of this.learnt) merged.remember(file, stamp, hash);
    this.learnt.clear();
    try {
      await mkdir(dirname(this.path), { recursive: true });
      await replaceFile(this.path, merged.serialize());
    } catch {
      // The next run hashes again.
    }
  }
}

async function read(path: string): Promise<HashCache> {
  try {
    return HashCache.parse(await readSmallText(path, MOST_BYTES));
  } catch {
    return HashCache.empty();
  }
}
