import { HeygemError } from '../core/errors.js';
import { ToolFailure } from './childProcess.js';

/**
 * Whether a program that was only asked for its version failed because the system does not let it start: macOS, which
 * kills what came from the network and was not allowed yet, a virus scanner, a disk from which nothing may be run.
 */
export function isBlocked(
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): error is HeygemError {
  if (!(error instanceof HeygemError)) return false;
  if (error instanceof ToolFailure) {
    return platform === 'darwin' && error.ending === 'killed' && /SIGKILL/.test(error.detail ?? '');
  }
  const { code, syscall = '' } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return syscall.startsWith('spawn') && (code === 'EPERM' || code === 'EACCES');
}
