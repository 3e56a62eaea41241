import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, replaceWith, writeStaged } from '../../../src/files/replaceFile.js';
import { newToken, stagedPath, stagedToken } from '../../../src/files/stagedName.js';

let folder: string;
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem files 文件 '));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the name of a file that is not whole', () => {
  it.each(['talk.mp4', '你'.repeat(80), 'x'.repeat(255), '.hidden'])(
    'fits and is known: %.12s',
    (name) => {
      const [token, target] = [newToken(), path(name)];
      const staged = basename(stagedPath(target, token));
      expect(Buffer.byteLength(staged)).toBeLessThanOrEqual(255);
      expect(stagedToken(target, staged)).toBe(token);
      expect(stagedToken(path(`${name.slice(0, -1)}_`), staged)).toBeUndefined();
    },
  );

  it('is never the same and never another’s', () => {
    const target = path('talk.mp4');
    expect(stagedPath(target)).not.toBe(stagedPath(target));
    const hex = '0123456789abcdef0123456789abcdef';
    for (const name of [
      ...['talk.mp4', '.talk.mp4.tmp', `talk.mp4.${hex}.tmp`, `.talk.mp4.${hex}`],
      ...[`.talk.mp4.${hex}0.tmp`, `.talk.mp4.${hex.slice(1)}.tmp`, `.other.mp4.${hex}.tmp`],
      `.talk.mp4.${hex.toUpperCase()}.tmp`,
    ]) {
      expect(stagedToken(target, name)).toBeUndefined();
    }
  });
});

describe('replacing a file', () => {
  it('replaces a link and not what it leads to', async () => {
    writeFileSync(path('victim'), 'precious');
    symlinkSync(path('victim'), path('file'));
    await replaceFile(path('file'), 'new');
    expect(lstatSync(path('file')).isFile()).toBe(true);
    expect(readFileSync(path('victim'), 'utf8')).toBe('precious');
  });

  it('opens nothing that is there already', async () => {
    writeFileSync(path('victim'), 'precious');
    symlinkSync(path('victim'), path('link'));
    symlinkSync(path('nothing'), path('loose'));
    for (const name of ['victim', 'link', 'loose']) {
      await expect(writeStaged(path(name), 'new')).rejects.toMatchObject({ code: 'EEXIST' });
    }
    expect(readFileSync(path('victim'), 'utf8')).toBe('precious');
    expect(existsSync(path('nothing'))).toBe(false);
  });

  it('leaves the old file and nothing half when it breaks off', async () => {
    writeFileSync(path('file'), 'old');
    const breaking = replaceWith(path('file'), async (staged) => {
      await appendFile(staged, 'half');
      throw new Error('stopped');
    });
    await expect(breaking).rejects.toThrow('stopped');
    mkdirSync(path('folder/inside'), { recursive: true });
    await expect(replaceFile(path('folder'), 'new')).rejects.toThrow();
    expect(readFileSync(path('file'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder']);
  });

  it('clears away what a dead writer of the same file left long ago, and nothing else', async () => {
    const [old, fresh, others] = [
      stagedPath(path('file')),
      stagedPath(path('file')),
      stagedPath(path('other')),
    ];
    const [link, inside] = [stagedPath(path('file')), stagedPath(path('file'))];
    for (const each of [old, fresh, others]) writeFileSync(each, 'half');
    writeFileSync(path('victim'), 'precious');
    symlinkSync(path('victim'), link);
    mkdirSync(inside);
    const then = new Date(Date.now() - 3_600_000);
    for (const each of [old, others, path('victim'), inside]) utimesSync(each, then, then);
    await replaceFile(path('file'), 'new');
    const left = [fresh, others, link, inside].map((each) => basename(each));
    expect(readdirSync(folder).sort()).toEqual([...left, 'file', 'victim'].sort());
  });
});
