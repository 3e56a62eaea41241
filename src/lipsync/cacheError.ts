import { HeygemError, isDiskFull } from '../core/errors.js';
import { isWithin } from '../core/plan/resolvePath.js';

/**
 * What it means to a person that the system refused something in the cache: a folder of another user's
 * (`sudo`), a sealed one, a disk that takes nothing. Everything else stays what it is.
 */
export function cacheError(error: unknown, cacheRoot: string): unknown {
  if (!(error instanceof Error) || error instanceof HeygemError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  // Outputs tell their own; and a write that fails does not say where.
  if (isDiskFull(error)) {
    return new HeygemError('disk-full', { path: path ?? cacheRoot }, String(error), error);
  }
  if (code === undefined || !REFUSED.includes(code) || path === undefined) return error;
  if (!isWithin(path, cacheRoot)) return error;
  return new HeygemError('cache-unusable', { path }, String(error), error);
}

const REFUSED = [
  'EACCES',
  'EPERM',
  'EROFS',
  'EEXIST',
  'ENOTDIR',
  'EISDIR',
  'ENAMETOOLONG',
  'EIO',
  'ELOOP',
];
