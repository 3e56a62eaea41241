import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import PQueue from 'p-queue';
import { HeygemError } from '../core/errors.js';
import type { FileStamp } from '../core/fileStamp.js';
import { isMissing } from './missing.js';
import { READ_FLAGS } from './readFlags.js';

/** So many blocks of a file, spread evenly from its beginning to its end, are its sample. */
const BLOCKS = 16;
const BLOCK_BYTES = 16_384;
/** A plan asks for all of its files at once, and a process may have only so many open. */
const openings = new PQueue({ concurrency: 16 });

/** Rejects with `input-missing` when the file is gone, with `input-not-media` when it is no file. */
export function stampOf(path: string): Promise<FileStamp> {
  return openings.add(() => takeStamp(path));
}

async function takeStamp(path: string): Promise<FileStamp> {
  const file = await openToRead(path);
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw new HeygemError('input-not-media', { path });
    const { mtimeNs, ctimeNs, ino: inode } = stats;
    const size = Number(stats.size);
    return { size, mtimeNs, ctimeNs, inode, sample: await sampleOf(file, stats) };
  } finally {
    await file.close();
  }
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, READ_FLAGS);
  } catch (error) {
    if (isMissing(error)) throw new HeygemError('input-missing', { path }, undefined, error);
    throw error;
  }
}

async function sampleOf(file: FileHandle, { size: bigSize }: BigIntStats): Promise<string> {
  const size = Number(bigSize);
  const whole = size <= BLOCKS * BLOCK_BYTES;
  const bytes = Buffer.alloc(whole ? size : BLOCKS * BLOCK_BYTES);
  const length = whole ? size : BLOCK_BYTES;
  const starts = whole
    ? [0]
    : Array.from({ length: BLOCKS }, (_, block) =>
        Math.floor(((size - BLOCK_BYTES) * block) / (BLOCKS - 1)),
      );
  await Promise.all(
    starts.map((start, block) => file.read(bytes, block * BLOCK_BYTES, length, start)),
  );
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}
