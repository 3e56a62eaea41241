import { access, chmod, constants, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** What a program's file is called after its name. */
export const EXE = process.platform === 'win32' ? '.exe' : '';

/** Some packages carry their program without the permission to run it. */
export async function makeExecutable(path: string): Promise<void> {
  if (!isAbsolute(path)) throw new Error('is not an absolute path');
  if (!(await stat(path)).isFile()) throw new Error('is not a file');
  try {
    await access(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}

/** Takes a folder for the program inside it. */
export async function programIn(setting: string, program: string): Promise<string> {
  const isFolder = await stat(setting).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return isFolder ? join(setting, `${program}${EXE}`) : setting;
}

/**
 * Where an optional package keeps its program. Such a package may be absent, throw on a platform
 * it does not know (a string, even), or name a file that its install script never fetched.
 */
export async function packagePath(name: string): Promise<string | undefined> {
  try {
    const loaded = (await import(name)) as { default?: unknown };
    const exported = loaded.default;
    if (typeof exported === 'string') return exported;
    if (typeof exported === 'object' && exported !== null && 'path' in exported) {
      return typeof exported.path === 'string' ? exported.path : undefined;
    }
  } catch {
    return undefined;
  }
  return undefined;
}
