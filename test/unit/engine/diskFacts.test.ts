import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DiskFacts } from '../../../src/engine/diskFacts.js';
import { HashStore } from '../../../src/engine/hashStore.js';

let folder: string;
let store: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heygem-facts-')));
  store = join(folder, 'cache', 'hashes.txt');
});

function write(name: string, content: string, ageSeconds: number): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  const then = new Date(Date.now() - ageSeconds * 1_000);
  utimesSync(path, then, then);
  return path;
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('DiskFacts', () => {
  it('hashes content, and finds it by the stamp in a later run without reading', async () => {
    const path = write('a.wav', 'hello', 60);
    const hashes = new HashStore(store);
    expect(await new DiskFacts(hashes).hash(path)).toBe(sha('hello'));
    await hashes.save();
    // A remembered hash that is wrong on purpose shows whether the file was read.
    const text = readFileSync(store, 'utf8');
    writeFileSync(store, text.replace(sha('hello'), 'e'.repeat(64)));
    expect(await new DiskFacts(new HashStore(store)).hash(path)).toBe('e'.repeat(64));
    utimesSync(path, new Date(), new Date(Date.now() - 30_000));
    expect(await new DiskFacts(new HashStore(store)).hash(path)).toBe(sha('hello'));
  });

  it('does not remember a file that was written just now: it may be written again', async () => {
    const path = write('a.wav', 'one', 0);
    const hashes = new HashStore(store);
    const facts = new DiskFacts(hashes);
    await facts.hash(path);
    const { mtime } = statSync(path);
    writeFileSync(path, 'two');
    utimesSync(path, mtime, mtime);
    expect(await facts.hash(path)).toBe(sha('two'));
  });

  it('keeps what another process remembered meanwhile', async () => {
    const [one, two] = [new HashStore(store), new HashStore(store)];
    const [a, b] = [write('a', 'a', 60), write('b', 'b', 60)];
    await new DiskFacts(one).hash(a);
    await new DiskFacts(two).hash(b);
    await one.save();
    await two.save();
    const text = readFileSync(store, 'utf8');
    expect(text).toContain(sha('a'));
    expect(text).toContain(sha('b'));
  });

  it('tells files, folders, missing ones and loops apart', async () => {
    const facts = new DiskFacts(new HashStore(store));
    write('a', 'abc', 0);
    mkdirSync(join(folder, 'dir'));
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    expect(await facts.stat(join(folder, 'a'))).toEqual({ kind: 'file', size: 3 });
    expect(await facts.stat(join(folder, 'dir'))).toEqual({ kind: 'other', size: 0 });
    expect(await facts.stat(join(folder, 'no'))).toEqual({ kind: 'missing', size: 0 });
    expect(await facts.stat(join(folder, 'a', 'b'))).toEqual({ kind: 'missing', size: 0 });
    expect(await facts.stat(join(folder, 'loop'))).toEqual({ kind: 'other', size: 0 });
    await expect(facts.hash(join(folder, 'no'))).rejects.toMatchObject({ code: 'input-missing' });
  });

  it('resolves the existing part of a path', async () => {
    const facts = new DiskFacts(new HashStore(store));
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    expect(await facts.realpath(join(folder, 'link', 'new', 'x.mp4'))).toBe(
      join(folder, 'real', 'new', 'x.mp4'),
    );
  });
});
