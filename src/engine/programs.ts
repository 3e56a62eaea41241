import { posix, win32 } from 'node:path';

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
