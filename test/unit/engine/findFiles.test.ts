import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles, type SoughtFile } from '../../../src/engine/findFiles.js';
import { hashFile } from '../../../src/files/hashFile.js';
import { hashText } from '../../../src/files/hashText.js';

const known = (text: string) => ({ hash: hashText(text), size: Buffer.byteLength(text) });

describe('finding files', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-find-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function put(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    }
  }

  async function find(sought: SoughtFile, most?: number, home?: string) {
    const read: string[] = [];
    const hash = (path: string) => {
      read.push(path);
      return hashFile(path);
    };
    const watch = { signal: new AbortController().signal, onProgress: () => undefined, hash };
    const search = await findFiles(folder, [sought], {
      ...watch,
      ...(most !== undefined && { most }),
      ...(home !== undefined && { home }),
    });
    return { ...search, finding: search.findings[0].finding, read };
  }

  it('knows a file again by its content, whatever it is called now', async () => {
    put({ 'a/anna.mp4': 'another', 'b/c/renamed.mov': 'the film', 'b/x.mp4': 'the work' });
    const { finding, read } = await find({ name: 'anna.mp4', known: known('the film') });
    expect(finding).toEqual({ kind: 'found', path: at('b/c/renamed.mov') });
    expect(read.sort()).toEqual([at('b/c/renamed.mov'), at('b/x.mp4')]);
  });

  it.each([
    ['caf\u00e9.mp4', 'cafe\u0301.mp4'],
    ['cafe\u0301.mp4', 'caf\u00e9.mp4'],
  ])('takes a name for the same however its accents are written: %j', async (name, there) => {
    put({ [`a/${there}`]: 'the film', 'a/cafe.mp4': 'the work' });
    const { finding } = await find({ name });
    expect(finding.kind === 'found' && finding.path.normalize('NFC')).toBe(at('a/caf\u00e9.mp4'));
  });

  it('takes of several copies the one that kept the name', async () => {
    put({ 'a/copy.mp4': 'the film', 'z/Anna.MP4': 'the film' });
    const { finding } = await find({ name: 'anna.mp4', known: known('the film') });
    expect(finding).toEqual({ kind: 'found', path: at('z/Anna.MP4') });
  });

  it('takes of several copies the one that lies in the own folder, whatever it is called', async () => {
    put({
      'mine/moved/new.mp4': 'the film',
      'mine2/anna.mp4': 'the film',
      'a/anna.mp4': 'the film',
    });
    const byContent = { name: 'anna.mp4', known: known('the film') };
    const { finding } = await find(byContent, undefined, at('mine'));
    expect(finding).toEqual({ kind: 'found', path: at('mine/moved/new.mp4') });
    const { finding: byName } = await find({ name: 'anna.mp4' }, undefined, at('mine2'));
    expect(byName).toEqual({ kind: 'found', path: at('mine2/anna.mp4') });
  });

  it('does not take another content for what it was', async () => {
    put({ 'a/anna.mp4': 'another film' });
    const { finding } = await find({ name: 'anna.mp4', known: known('the film') });
    expect(finding).toEqual({ kind: 'different', path: at('a/anna.mp4') });
  });

  it('goes by the name where the content is not known, and does not guess', async () => {
    put({ 'a/one.wav': 'one', 'b/two.wav': '2a', 'c/two.wav': '2b', 'd/three.wav': '3' });
    put({ 'e/three.wav': '3' });
    expect((await find({ name: 'one.wav' })).finding).toMatchObject({ kind: 'found' });
    expect((await find({ name: 'two.wav' })).finding).toMatchObject({ kind: 'several' });
    expect((await find({ name: 'three.wav' })).finding).toMatchObject({ kind: 'found' });
    expect((await find({ name: 'four.wav' })).finding).toEqual({ kind: 'not-found' });
  });

  it('goes round in no circle, and into nothing hidden or fetched', async () => {
    put({ 'a/other.wav': '', '.git/one.wav': '1', 'node_modules/x/one.wav': '1' });
    symlinkSync(folder, at('a/again'));
    symlinkSync(at('a/other.wav'), at('a/one.wav'));
    const { finding, files } = await find({ name: 'one.wav' });
    expect(finding).toEqual({ kind: 'not-found' });
    expect(files).toBe(1);
  });

  it('says that there was more than it looks at', async () => {
    put({ 'a/1': '', 'a/2': '', 'a/3': '', 'z/one.wav': '' });
    expect(await find({ name: 'one.wav' }, 3)).toMatchObject({ cut: true });
    expect(await find({ name: 'one.wav' }, 99)).toMatchObject({ cut: false });
  });

  it('stops when it is told to, also while it reads', async () => {
    put({ 'one.wav': 'x', 'sub/one.wav': 'y' });
    const stop = new AbortController();
    const never = new Promise<string>(() => undefined);
    const hash = () => {
      setTimeout(() => {
        stop.abort();
      });
      return never;
    };
    const watch = { signal: stop.signal, onProgress: () => undefined, hash };
    const found = findFiles(folder, [{ name: 'one.wav' }], watch);
    await expect(found).rejects.toMatchObject({ code: 'cancelled' });
  });
});
