import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notWritten } from '../editor/copyInto.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';

/** Hidden, in the studio's folder: so that what was uploaded is only renamed when it is whole. */
export const STATE_FOLDER = '.heygem-studio';
const MOST_BYTES = 1 << 20;

/** Where a studio keeps what must outlive it. Owns the folder; only its person may look into it. */
export class StatePlace {
  readonly folder: string;

  /** @throws HeygemError output-not-writable */
  constructor(root: string) {
    this.folder = join(root, STATE_FOLDER);
    try {
      mkdirSync(this.uploads, { recursive: true, mode: 0o700 });
      // Nothing of it belongs into a repository that the folder may be.
      writeFileSync(join(this.folder, '.gitignore'), '*\n');
    } catch (error) {
      throw notWritten(this.folder, error);
    }
  }

  get uploads(): string {
    return join(this.folder, 'uploads');
  }

  /** What was kept under a name; undefined for nothing, and for what is no JSON. */
  async read(name: string): Promise<unknown> {
    try {
      return JSON.parse(await readSmallText(join(this.folder, name), MOST_BYTES)) as unknown;
    } catch {
      return undefined;
    }
  }

  async write(name: string, content: unknown): Promise<void> {
    await replaceFile(join(this.folder, name), `${JSON.stringify(content)}\n`);
  }
}
