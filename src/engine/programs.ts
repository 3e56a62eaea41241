import { posix, win32 } from 'node:path';

/** What ends a tree of processes on Windows. */
export function taskkillPath(env: NodeJS.ProcessEnv = process.env): string {
  const root = env['SystemRoot'] ?? '';
  // A folder of a local disk; anything else is not where Windows lies.
  const folder = /^[A-Za-z]:\\/.test(root) ? root : 'C:\\Windows';
  return win32.join(folder, 'System32', 'taskkill.exe');
}

/**
 * A path that the environment names. A relative one counts as none: it would mean another file in
 * each folder that we are started in, such as one of a repository.
 */
export function pathFromEnvironment(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const value = env[name] ?? '';
  return (platform === 'win32' ? win32 : posix).isAbsolute(value) ? value : undefined;
}
