import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FileFacts } from '../core/plan/fileFacts.js';
import type { Project } from '../core/project/project.js';
import type { NewSource } from './wishes.js';

/** A file that the project has already in the same list. */
export interface Repeated {
  readonly file: NewSource;
  /** What the project calls it. */
  readonly known: string;
  /** It is that very file, not another of the same content. */
  readonly itself: boolean;
}

interface Known {
  readonly list: NewSource['list'];
  readonly path: string;
  readonly size: number;
  readonly name: string;
}

/**
 * Parts files that a project has already, by their place or by their content, from those that are new to it and to
 * each other. Only files of the same size are read. Never rejects.
 */
export async function partRepeated(
  files: readonly NewSource[],
  project: Project | undefined,
  { folder, hash }: { readonly folder: string; readonly hash: FileFacts['hash'] },
): Promise<{ readonly fresh: readonly NewSource[]; readonly repeated: readonly Repeated[] }> {
  const known = project ? await knownFiles(project, folder) : [];
  const fresh: NewSource[] = [];
  const repeated: Repeated[] = [];
  for (const file of files) {
    const place = await placeOf(file.path);
    const same = place && (await findSame(known, { ...place, list: file.list }, hash));
    if (same) {
      repeated.push({ file, known: same.name, itself: same.path === place.path });
      continue;
    }
    fresh.push(file);
    if (place) known.push({ ...place, list: file.list, name: basename(file.path) });
  }
  return { fresh, repeated };
}

async function knownFiles(project: Project, folder: string): Promise<Known[]> {
  const listed = (['videos', 'audios'] as const).flatMap((list) =>
    project[list].map(async ({ path, label }): Promise<Known[]> => {
      const place = await placeOf(join(folder, path));
      return place ? [{ ...place, list, name: label ?? basename(path) }] : [];
    }),
  );
  return (await Promise.all(listed)).flat();
}

async function findSame(
  known: readonly Known[],
  file: Pick<Known, 'list' | 'path' | 'size'>,
  hash: FileFacts['hash'],
): Promise<Known | undefined> {
  const alike = known.filter(({ list, size }) => list === file.list && size === file.size);
  const itself = alike.find(({ path }) => path === file.path);
  if (itself || alike.length === 0) return itself;
  const hashOf = (path: string) => hash(path).catch(() => undefined);
  const own = await hashOf(file.path);
  if (own === undefined) return undefined;
  for (const each of alike) if ((await hashOf(each.path)) === own) return each;
  return undefined;
}

/** Undefined for what cannot be looked at. */
async function placeOf(path: string): Promise<Pick<Known, 'path' | 'size'> | undefined> {
  try {
    const real = await realpath(path);
    const stats = await stat(real);
    return stats.isFile() ? { path: real, size: stats.size } : undefined;
  } catch {
    return undefined;
  }
}
