import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/**
 * The files of that name in the folders of the search path, first first. Relative folders are left
 * out, and the present folder is never looked into, which Windows does by itself when it is asked for
 * a bare name: a repository must not choose what runs.
 */
export function programsOnPath(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): string[] {
  const [path, file] = platform === 'win32' ? [win32, `${name}.exe`] : [posix, name];
  return (env['PATH'] ?? env['Path'] ?? '')
    .split(path.delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, file))
    .filter((each) => exists(each));
}
