import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileText } from '../../../src/studio/fileText.js';

let path: string;
let changes: number;
let text: FileText;
const onDisk = () => readFileSync(path, 'utf8');

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'heygem text ')), 'p.heygem');
  writeFileSync(path, 'one two three');
  changes = 0;
  text = new FileText(path, () => (changes += 1));
});

describe('FileText', () => {
  it('writes edits to the disk at once, and nothing beside', async () => {
    const edits = [
      { offset: 8, length: 5, content: '3' },
      { offset: 0, length: 3, content: '1' },
    ];
    expect(await text.apply(edits)).toBe(true);
    expect([onDisk(), text.read(), changes]).toEqual(['1 two 3', '1 two 3', 1]);
    expect(readdirSync(join(path, '..'))).toEqual(['p.heygem']);
  });

  it('undoes and redoes, until something else is done', async () => {
    await text.apply([{ offset: 0, length: 3, content: 'A' }]);
    await text.apply([{ offset: 0, length: 1, content: 'B' }]);
    expect(await text.undo()).toBe(true);
    expect(await text.undo()).toBe(true);
    expect(await text.undo()).toBe(false);
    expect(onDisk()).toBe('one two three');
    expect(await text.redo()).toBe(true);
    expect(onDisk()).toBe('A two three');
    await text.apply([{ offset: 0, length: 1, content: 'C' }]);
    expect(await text.redo()).toBe(false);
    expect(onDisk()).toBe('C two three');
  });

  it('follows what others write, and can go back before it', async () => {
    writeFileSync(path, 'theirs');
    expect(text.look()).toBe(true);
    expect([text.read(), text.look(), changes]).toEqual(['theirs', false, 1]);
    await text.undo();
    expect(onDisk()).toBe('one two three');
  });

  it('never writes over what others wrote meanwhile', async () => {
    writeFileSync(path, 'theirs');
    expect(await text.apply([{ offset: 0, length: 3, content: 'mine' }])).toBe(false);
    expect([onDisk(), text.read()]).toEqual(['theirs', 'theirs']);
  });

  it('neither reads nor writes through a link that took the place of the file', async () => {
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'heygem elsewhere ')), 'secret');
    writeFileSync(elsewhere, 'not yours');
    rmSync(path);
    symlinkSync(elsewhere, path);
    expect([text.look(), text.read()]).toEqual([false, 'one two three']);
    await expect(text.apply([{ offset: 0, length: 3, content: 'mine' }])).rejects.toMatchObject({
      code: 'output-not-writable',
    });
    expect(readFileSync(elsewhere, 'utf8')).toBe('not yours');
    rmSync(elsewhere);
    await expect(text.apply([{ offset: 0, length: 3, content: 'mine' }])).rejects.toThrow();
    expect(readdirSync(join(elsewhere, '..'))).toEqual([]);
  });

  it('does not take a file that is gone for a moment for an empty one', () => {
    rmSync(path);
    expect([text.look(), text.read()]).toEqual([false, 'one two three']);
  });

  it('opens no folder and nothing that is not there', () => {
    expect(() => new FileText(join(path, '..'), () => undefined)).toThrow(/project-invalid/);
    expect(() => new FileText(`${path}x`, () => undefined)).toThrow(/input-missing/);
  });
});
