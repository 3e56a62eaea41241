import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeygemError, isDiskFull } from '../core/errors.js';
import { Mp4Error } from './mp4/box.js';

/** With less room than this, what was not written whole was not for want of room. Bytes. */
const FULL = 16 * 1024 * 1024;

/** What systems say of a file that holds no more, or a disk that fails, rather than of a folder's rights. */
const BROKE_OFF = new Set<unknown>(['EFBIG', 'EIO', 'ENXIO', 'ENODEV', 'ESTALE']);

/** What it means to a person that a video could not be written, or not whole. */
export async function outputError(error: unknown, path: string): Promise<unknown> {
  if (error instanceof HeygemError || !(error instanceof Error)) return error;
  if (error instanceof Mp4Error) return damagedOutput(path, error.message, error);
  if (isDiskFull(error)) return new HeygemError('disk-full', { path }, error.message, error);
  const code = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return error;
  if (BROKE_OFF.has(code)) return damagedOutput(path, error.message, error);
  return new HeygemError('output-not-writable', { path }, error.message, error);
}

/** A video that is not whole; where the disk is full, that is why. */
export async function damagedOutput(
  path: string,
  detail: string,
  cause?: unknown,
): Promise<HeygemError> {
  const free = await statfs(dirname(path)).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Infinity,
  );
  return new HeygemError(free < FULL ? 'disk-full' : 'output-damaged', { path }, detail, cause);
}
