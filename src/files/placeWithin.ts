import { realpath } from 'node:fs/promises';
import { isWithin } from '../core/plan/resolvePath.js';

/** The real place of a path if it lies in one of the folders, symlinks of both followed; undefined otherwise. */
export async function placeWithin(
  path: string,
  folders: readonly string[],
): Promise<string | undefined> {
  const place = await realpath(path).catch(() => undefined);
  if (place === undefined) return undefined;
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => undefined);
    if (root !== undefined && isWithin(place, root)) return place;
  }
  return undefined;
}
