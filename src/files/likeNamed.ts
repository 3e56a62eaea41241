import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * What lies in the folder of `path` under the same name with its accents composed otherwise: macOS takes the two for one
 * and writes either, so files that came from there lie elsewhere under a name that looks like the wanted one and is not.
 * Undefined where there is none. Never rejects.
 */
export async function likeNamed(path: string): Promise<string | undefined> {
  const name = basename(path);
  const wanted = name.normalize('NFC');
  // Plain names, most of all, can be written in one way only.
  if (wanted === name && name.normalize('NFD') === name) return undefined;
  const names = await readdir(dirname(path)).catch(() => []);
  const found = names.find((each) => each !== name && each.normalize('NFC') === wanted);
  return found === undefined ? undefined : join(dirname(path), found);
}
