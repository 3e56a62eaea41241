import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import PQueue from 'p-queue';
import { HeygemError } from '../core/errors.js';
import type { FileFacts, FileStamp, FileStat } from '../core/plan/fileFacts.js';
import type { HashStore } from './hashStore.js';

/** Reads at once: more do not make a disk faster. */
const READERS = 2;
const CHUNK_BYTES = 1 << 20;
/**
 * A file written this shortly before it was read may be written again within the clock's grain of
 * its file system (2 s on FAT), leaving the same stamp: its hash is not remembered.
 */
const GRAIN_MS = 2_000;

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

  /**
   * Keeps the hash of a file that this program has just written, so that it need not be read for it.
   * Never rejects: then it is read.
   */
  async remember(path: string, hash: string): Promise<void> {
    const stamp = await stampOf(path).catch(() => undefined);
    if (!stamp || Date.now() - Number(stamp.mtimeNs / 1_000_000n) <= GRAIN_MS) return;
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
      if (!isMissing(error) || folder === path) throw error;
      return join(await this.realpath(folder), basename(path));
    }
  }

  private async read(path: string): Promise<string> {
    const startedAt = Date.now();
    const before = await stampOf(path);
    const hash = await hashFile(path);
    const after = await stampOf(path);
    const settled = startedAt - Number(before.mtimeNs / 1_000_000n) > GRAIN_MS;
    const unchanged = before.mtimeNs === after.mtimeNs && before.size === after.size;
    if (settled && unchanged) await this.store.remember(path, before, hash);
    return hash;
  }
}

/** Lower-case hex sha256 of a file's content, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), hash);
  return hash.digest('hex');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Rejects with `input-missing` when the file is gone. */
export async function stampOf(path: string): Promise<FileStamp> {
  try {
    const { size, mtimeNs, ino } = await stat(path, { bigint: true });
    return { size: Number(size), mtimeNs, inode: ino };
  } catch (error) {
    if (isMissing(error)) throw new HeygemError('input-missing', { path }, undefined, error);
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
