import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { discard, inodeOf, TRASH_NAME } from '../../../src/files/discard.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heygem-discard-'));
});

function folder(name: string): string {
  mkdirSync(join(root, name));
  writeFileSync(join(root, name, 'data'), name);
  return join(root, name);
}

describe('discard', () => {
  it('removes a folder, and of links in it only themselves', async () => {
    const precious = folder('precious');
    symlinkSync(precious, join(folder('entry'), 'link'));
    symlinkSync(precious, join(root, 'itself'));
    expect(await discard(root, join(root, 'entry'))).toBe(true);
    expect(await discard(root, join(root, 'itself'))).toBe(true);
    expect(await discard(root, join(root, 'entry'))).toBe(false);
    expect(readdirSync(root)).toEqual(['precious']);
    expect(readdirSync(precious)).toEqual(['data']);
  });

  it('puts back what came in the place of what it was told to remove', async () => {
    const entry = folder('entry');
    const seen = await inodeOf(entry);
    renameSync(folder('newer'), join(root, 'aside'));
    renameSync(entry, join(root, 'entry-before'));
    renameSync(join(root, 'aside'), entry);
    expect(await discard(root, entry, seen)).toBe(false);
    expect(existsSync(join(entry, 'data'))).toBe(true);
    expect(readdirSync(root).filter((name) => TRASH_NAME.test(name))).toEqual([]);
    expect(await discard(root, entry, await inodeOf(entry))).toBe(true);
    expect(existsSync(entry)).toBe(false);
  });
});
