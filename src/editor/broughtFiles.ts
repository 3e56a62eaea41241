import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { copyInto } from './copyInto.js';
import type { FileWork } from './fileWork.js';
import { footageFolder } from './footageFolders.js';
import type { NewSource } from './wishes.js';

/**
 * Copies files to where a project keeps what is brought into it, with a sign of how far it is. Returns the copies'
 * paths, in order. All or none: rejects with `cancelled`, `input-missing` or `output-not-writable`.
 */
export function bringFiles(
  projectFolder: string,
  files: readonly NewSource[],
  work: FileWork,
): Promise<readonly string[]> {
  const total = files.length;
  const at = (number: number, fraction: number) => {
    const name = basename(files[number - 1].path);
    return { kind: 'copying', name, number, total, fraction } as const;
  };
  return work.run(at(1, 0), async (signal, show) => {
    const sizes = await Promise.all(files.map(({ path }) => sizeOf(path)));
    const bytes = Math.max(
      1,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    const copies: string[] = [];
    let before = 0;
    try {
      for (const [index, { list, path }] of files.entries()) {
        if (signal.aborted) throw new HeygemError('cancelled');
        const onBytes = (copied: number): void => {
          show(at(index + 1, Math.min(1, (before + copied) / bytes)));
        };
        onBytes(0);
        const folder = footageFolder(projectFolder, list);
        copies.push(await copyInto(folder, path, { signal, onBytes }));
        before += sizes[index];
      }
      return copies;
    } catch (error) {
      await removeBrought(copies);
      throw error;
    }
  });
}

/** Removes copies that nothing came to name. Never rejects. */
export async function removeBrought(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => rm(path, { force: true }).catch(() => undefined)));
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
