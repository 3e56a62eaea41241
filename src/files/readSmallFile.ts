import { open, stat, type FileHandle } from 'node:fs/promises';
import { READ_FLAGS } from './readFlags.js';

const PIECE = 64 * 1024;

/** Why a path that is there was not read. */
export class UnfitFile extends Error {
  constructor(
    readonly reason: 'not-a-file' | 'too-large',
    path: string,
  ) {
    super(`${path}: ${reason}`);
    this.name = 'UnfitFile';
  }
}

/**
 * All of a file that others may have put there. A named pipe or a device is refused instead of waited
 * for, and a file that is larger, or has no end, is let go after `maxBytes`, whatever its size was
 * said to be.
 * @throws UnfitFile, or Node's error
 */
export async function readSmallFile(path: string, maxBytes: number): Promise<Buffer> {
  // Looked at before it is opened: to open some devices is to do something.
  if (!(await stat(path)).isFile()) throw new UnfitFile('not-a-file', path);
  const file = await open(path, READ_FLAGS);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new UnfitFile('not-a-file', path);
    if (stats.size > maxBytes) throw new UnfitFile('too-large', path);
    return await readUpTo(file, path, maxBytes);
  } finally {
    // What was read was read.
    await file.close().catch(() => undefined);
  }
}

/** The same as UTF-8 text. */
export async function readSmallText(path: string, maxBytes: number): Promise<string> {
  return (await readSmallFile(path, maxBytes)).toString('utf8');
}

async function readUpTo(file: FileHandle, path: string, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let total = 0; ;) {
    const piece = Buffer.alloc(Math.min(PIECE, maxBytes + 1 - total));
    const { bytesRead } = await file.read(piece, 0, piece.length, null);
    if (bytesRead === 0) return Buffer.concat(pieces);
    total += bytesRead;
    if (total > maxBytes) throw new UnfitFile('too-large', path);
    pieces.push(piece.subarray(0, bytesRead));
  }
}
