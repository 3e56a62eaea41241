import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import PQueue from 'p-queue';
import type { FileFacts, FileStat } from '../core/plan/fileFacts.js';
import { stampOf } from '../files/fileStamp.js';
import { hashWithStamp, isSettled } from '../files/hashFile.js';
import { likeNamed } from '../files/likeNamed.js';
import { isMissing } from '../files/missing.js';
import type { HashStore } from './hashStore.js';

/** Reads at once: more do not make a disk faster. */
const READERS = 2;

/** What the plan asks of the disk. Owns no truth: the disk has it, the store remembers some. */
export class DiskFacts implements FileFacts {
  private readonly readers = new PQueue({ concurrency: READERS });
  private readonly hashing = new Map<string, Promise<string>>();

  constructor(private readonly store: HashStore) {}

  async hash(path: string): Promise<string> {
    const stamp = await stampOf(path);
    const known = await this.store.lookUp(path, stamp);
    if (known !== undefined) return known;
    const waiting = this.hashing.get(path) ?? this.readers.add(() => this.read(path));
    this.hashing.set(path, waiting);
    try {
      return await waiting;
    } finally {
      this.hashing.delete(path);
    }
  }

  /** What is remembered of a file that may be gone: its content's hash, and its size in bytes. */
  lastKnown(path: string): Promise<{ readonly hash: string; readonly size: number } | undefined> {
    return this.store.last(path);
  }

  /**
   * Keeps the hash of a file that this program has just written, so that it need not be read for it.
   * Never rejects: then it is read.
   */
  async remember(path: string, hash: string): Promise<void> {
    const stamp = await stampOf(path).catch(() => undefined);
    if (!stamp || !isSettled(stamp, Date.now())) return;
    await this.store.remember(path, stamp, hash);
  }

  async stat(path: string): Promise<FileStat> {
    try {
      const stats = await stat(path);
      return stats.isFile() ? { kind: 'file', size: stats.size } : { kind: 'other', size: 0 };
    } catch (error) {
      return { kind: isMissing(error) ? 'missing' : 'other', size: 0 };
    }
  }

  async realpath(path: string): Promise<string> {
    try {
      return await realpath(path);
    } catch (error) {
      const folder = dirname(path);
      // A link in a circle leads nowhere; what it is as a file, `stat` tells.
      const isNowhere = isMissing(error) || (error as NodeJS.ErrnoException).code === 'ELOOP';
      if (!isNowhere || folder === path) throw error;
      const place = join(await this.realpath(folder), basename(path));
      const alike = isMissing(error) ? await likeNamed(place) : undefined;
      return alike === undefined ? place : this.realpath(alike);
    }
  }

  private async read(path: string): Promise<string> {
    const { hash, stamp, lasting } = await hashWithStamp(path);
    if (lasting) await this.store.remember(path, stamp, hash);
    return hash;
  }
}
