import { dirname } from 'node:path';
import type { FileStamp } from '../core/fileStamp.js';
import { HashCache, HASHES_MARK } from '../core/plan/hashCache.js';
import { makeFolder } from '../files/makeFolder.js';
import { isMissing } from '../files/missing.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';

/**
 * Keeps the hash cache on disk between runs. Processes that use it at once lose at worst a
 * remembered hash, never gain a wrong one.
 */
export class HashStore {
  private loading: Promise<HashCache> | undefined;
  private readonly learnt = new Map<string, { readonly stamp: FileStamp; readonly hash: string }>();

  constructor(private readonly path: string) {}

  async lookUp(file: string, stamp: FileStamp): Promise<string | undefined> {
    const cache = await this.cache();
    const found = cache.lookUp(file, stamp);
    return found.kind === 'known' ? found.hash : undefined;
  }

  /** Hash and size in bytes of what a path had last, whether it is still there or not. */
  async last(file: string): Promise<{ readonly hash: string; readonly size: number } | undefined> {
    return (await this.cache()).last(file);
  }

  async remember(file: string, stamp: FileStamp, hash: string): Promise<void> {
    const cache = await this.cache();
    cache.remember(file, stamp, hash);
    this.learnt.set(file, { stamp, hash });
  }

  /** Adds what was learnt to what others wrote meanwhile. Never rejects: it is only a cache. */
  async save(): Promise<void> {
    if (this.learnt.size === 0) return;
    const merged = await stored(this.path);
    if (!merged) return;
    for (const [file, { stamp, hash }] of this.learnt) merged.remember(file, stamp, hash);
    this.learnt.clear();
    try {
      await makeFolder(dirname(this.path));
      await replaceFile(this.path, merged.serialize());
    } catch {
      // The next run hashes again.
    }
  }

  private cache(): Promise<HashCache> {
    return (this.loading ??= stored(this.path).then((cache) => cache ?? HashCache.empty()));
  }
}

/** Bytes, many times what is kept: no store of ours. */
const MOST_BYTES = 32 * 2 ** 20;

/** Undefined where something lies that is not ours, and not to be replaced. */
async function stored(path: string): Promise<HashCache | undefined> {
  try {
    const text = await readSmallText(path, MOST_BYTES);
    return text.startsWith(HASHES_MARK) ? HashCache.parse(text) : undefined;
  } catch (error) {
    return isMissing(error) ? HashCache.empty() : undefined;
  }
}
