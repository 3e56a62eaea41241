import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { HeygemError } from '../core/errors.js';
import { sameStamp, type FileStamp } from '../core/fileStamp.js';
import { stampOf } from './fileStamp.js';
import { isMissing } from './missing.js';

const CHUNK_BYTES = 1 << 20;
/**
 * A file written this shortly before it was read may be written again within the clock's grain of its
 * file system (2 s on FAT), leaving the same stamp.
 */
const GRAIN_MS = 2_000;
/** The same of the times that only the system sets: it counts in ticks of 10 ms at most. */
const TICK_MS = 50;

export interface HashedFile {
  /** Lower-case hex sha256 of the content. */
  readonly hash: string;
  readonly stamp: FileStamp;
  /** Whether a file that has this stamp later has this hash too. */
  readonly lasting: boolean;
}

/** Rejects with `input-missing` when the file is gone. */
export async function hashWithStamp(path: string): Promise<HashedFile> {
  const startedAt = Date.now();
  const stamp = await stampOf(path);
  const hash = await hashFile(path);
  const unchanged = sameStamp(stamp, await stampOf(path));
  return { hash, stamp, lasting: unchanged && isSettled(stamp, startedAt) };
}

/** Whether a file that was written again after `at` (milliseconds since 1970) would have another stamp. */
export function isSettled({ mtimeNs, ctimeNs }: FileStamp, at: number): boolean {
  return at - milliseconds(mtimeNs) > GRAIN_MS && at - milliseconds(ctimeNs) > TICK_MS;
}

/** Lower-case hex sha256 of a file's content, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), hash);
  return hash.digest('hex');
}

function milliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds / 1_000_000n);
}

/** The same; undefined where nothing is at the path. */
export async function hashIfThere(path: string): Promise<string | undefined> {
  try {
    return await hashFile(path);
  } catch (error) {
    if (isMissing(error) || (error instanceof HeygemError && error.code === 'input-missing')) {
      return undefined;
    }
    throw error;
  }
}
