import { createHmac, randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/**
 * Names for files that pages may load, which tell nothing of where they lie. Owns which names there are:
 * a page cannot make one. The secret is of this run of the server.
 */
export class Addresses {
  private readonly secret = randomBytes(32);
  private readonly paths = new Map<string, string>();

  /** The path part of an address; `version` differs whenever the content does. */
  of(path: string, version: string): string {
    const id = createHmac('sha256', this.secret).update(path).digest('hex').slice(0, 32);
    this.paths.set(id, path);
    return `/files/${id}?v=${encodeURIComponent(version)}`;
  }

  pathOf(id: string): string | undefined {
    return this.paths.get(id);
  }
}

/** The real place of a file if it lies in one of the folders, symlinks followed; undefined otherwise. */
export async function placeWithin(
  path: string,
  folders: readonly string[],
): Promise<string | undefined> {
  const place = await realpath(path).catch(() => undefined);
  if (place === undefined) return undefined;
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => undefined);
    if (root !== undefined && isWithin(root, place)) return place;
  }
  return undefined;
}

export function isWithin(root: string, place: string): boolean {
  const steps = relative(root, place);
  return steps !== '' && !isAbsolute(steps) && steps.split(sep)[0] !== '..';
}
