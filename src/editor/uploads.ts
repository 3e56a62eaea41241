import { appendFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { Intent } from '../protocol/editor.js';
import { writeStaged } from '../files/replaceFile.js';
import { makeFolder } from '../files/makeFolder.js';
import { stagedPath } from '../files/stagedName.js';
import { moveInto, notWritten } from './copyInto.js';
import { footageFolder } from './footageFolders.js';

type Part = Extract<Intent, { kind: 'import' }>;

/** Files that a page hands over in parts because it is not told where they lie. Owns the half ones. */
export class Uploads {
  private readonly partials = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /** Keeps a part. The path of the whole file with the last one, where the project keeps such files. */
  async take(
    { upload, name, size, offset, bytes }: Part,
    list: 'audios' | 'videos',
  ): Promise<string | undefined> {
    const folder = footageFolder(this.folder, list);
    const plain = basename(name.replaceAll('\\', '/')).replaceAll(/\p{Cc}/gu, '');
    if (plain === '' || plain.startsWith('.'))
      throw new HeygemError('input-not-media', { path: name });
    if (offset === 0) await this.begin(upload, folder, plain);
    const partial = this.partials.get(upload);
    if (partial === undefined) throw new HeygemError('internal', {}, `no upload ${upload}`);
    try {
      const { size: there } = await stat(partial);
      if (there !== offset)
        throw new HeygemError('internal', {}, `part at ${offset}, have ${there}`);
      await appendFile(partial, bytes);
      if (offset + bytes.byteLength < size) return undefined;
      this.partials.delete(upload);
      return await moveInto(folder, partial, plain);
    } catch (error) {
      this.partials.delete(upload);
      await rm(partial, { force: true });
      throw error instanceof HeygemError ? error : notWritten(join(folder, plain), error);
    }
  }

  /** Removes what never became whole. */
  async dispose(): Promise<void> {
    const left = [...this.partials.values()];
    this.partials.clear();
    await Promise.all(left.map((path) => rm(path, { force: true })));
  }

  private async begin(upload: string, folder: string, name: string): Promise<void> {
    const before = this.partials.get(upload);
    if (before !== undefined) await rm(before, { force: true });
    const partial = stagedPath(join(folder, name));
    await makeFolder(folder);
    await writeStaged(partial, '');
    this.partials.set(upload, partial);
  }
}
