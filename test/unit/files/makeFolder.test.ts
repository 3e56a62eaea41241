import { mkdtempSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeFolderSync } from '../../../src/files/makeFolder.js';

const ways = [
  ['makeFolder', makeFolder],
  [
    'makeFolderSync',
    (path: string) =>
      new Promise<void>((resolve) => {
        makeFolderSync(path);
        resolve();
      }),
  ],
] as const;

describe.each(ways)('%s', (_, make) => {
  it('makes all that lacks, and is content with what is there', async () => {
    const root = mkdtempSync(join(tmpdir(), 'heygem-folder-'));
    const deep = join(root, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 20 }, () => make(deep)));
    await make(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
    symlinkSync(deep, join(root, 'link'));
    await make(join(root, 'link', 'd'));
    expect(statSync(join(deep, 'd')).isDirectory()).toBe(true);
  });

  it('rejects where a file is in the way', async () => {
    const root = mkdtempSync(join(tmpdir(), 'heygem-folder-'));
    writeFileSync(join(root, 'file'), '');
    await expect(make(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(make(join(root, 'file', 'a'))).rejects.toThrow();
  });

  it.runIf(process.platform === 'linux')(
    'rejects below /proc instead of never returning',
    async () => {
      await expect(make('/proc/nope/a/b')).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});
