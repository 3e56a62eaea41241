import { mkdtempSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ContentHashes } from '../../../src/lipsync/actor/contentHashes.js';
import { InputStamps } from '../../../src/engine/inputStamps.js';

function file(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'heygem-input-')), 'a.wav');
  writeFileSync(path, 'hello');
  utimesSync(path, new Date(0), new Date(0));
  return path;
}

function editInPlace(path: string): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, 'jello', { flag: 'r+' });
  utimesSync(path, atime, mtime);
}

describe('an input that is edited in place and its time restored', () => {
  it('is changed, to what was planned', async () => {
    const path = file();
    const stamps = new InputStamps();
    await stamps.take([path, path]);
    expect(await stamps.unchanged(path)).toBe(true);
    editInPlace(path);
    expect(await stamps.unchanged(path)).toBe(false);
    expect(await stamps.unchanged(`${path}.no`)).toBe(false);
  });

  it('is changed, to a worker that has met it', async () => {
    const path = file();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const hashes = new ContentHashes();
    const before = await hashes.of(path);
    expect(await hashes.of(path)).toBe(before);
    editInPlace(path);
    expect(await hashes.of(path)).not.toBe(before);
  });
});
