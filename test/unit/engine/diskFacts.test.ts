import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { HashCache } from '../../../src/core/plan/hashCache.js';
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

/** Longer than the clock of any file system here ticks: what is older may be remembered. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 100));

/** Writes into a file as an editor of hex digits would, and sets its time back. */
function editInPlace(path: string, at: number, byte: string): void {
  const { atime, mtime } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, byte, at);
  closeSync(file);
  utimesSync(path, atime, mtime);
}

/** A remembered hash that is wrong on purpose shows whether a file was read. */
const WRONG = 'e'.repeat(64);

async function rememberedWrong(path: string, hash: string): Promise<void> {
  await settle();
  const hashes = new HashStore(store);
  expect(await new DiskFacts(hashes).hash(path)).toBe(hash);
  await hashes.save();
  writeFileSync(store, readFileSync(store, 'utf8').replace(hash, WRONG));
  expect(await new DiskFacts(new HashStore(store)).hash(path)).toBe(WRONG);
}

describe('DiskFacts', () => {
  it('hashes content, and finds it by the stamp in a later run without reading', async () => {
    const path = write('a.wav', 'hello', 60);
    await rememberedWrong(path, sha('hello'));
    utimesSync(path, new Date(), new Date(Date.now() - 30_000));
    expect(await new DiskFacts(new HashStore(store)).hash(path)).toBe(sha('hello'));
  });

  it('reads a file anew that was edited in place and its time restored', async () => {
    const path = write('a.wav', 'hello', 60);
    await rememberedWrong(path, sha('hello'));
    editInPlace(path, 0, 'j');
    expect(await new DiskFacts(new HashStore(store)).hash(path)).toBe(sha('jello'));
  });

  it('reads an output anew that was filled with zeros', async () => {
    const content = 'mp4 '.repeat(500_000);
    const path = write('out.mp4', content, 60);
    await rememberedWrong(path, sha(content));
    const { atime, mtime } = statSync(path);
    truncateSync(path, 0);
    truncateSync(path, content.length);
    utimesSync(path, atime, mtime);
    const zeros = '\0'.repeat(content.length);
    expect(await new DiskFacts(new HashStore(store)).hash(path)).toBe(sha(zeros));
  });

  it('sees an edit by the content alone, where the file system keeps no time of its own', async () => {
    const content = 'wave'.repeat(500_000);
    const path = write('a.wav', content, 60);
    await rememberedWrong(path, sha(content));
    const ctime = () => statSync(path, { bigint: true }).ctimeNs.toString();
    const before = ctime();
    // The last of the file is always looked at.
    editInPlace(path, content.length - 1, '!');
    writeFileSync(store, readFileSync(store, 'utf8').replace(` ${before} `, ` ${ctime()} `));
    const hash = await new DiskFacts(new HashStore(store)).hash(path);
    expect(hash).toBe(sha(`${content.slice(0, -1)}!`));
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
    // Its time says that it is old, but its content came just now.
    const young = write('b.wav', 'old', 60);
    await facts.hash(young);
    await hashes.save();
    expect(existsSync(store)).toBe(false);
  });

  it('keeps what another process remembered meanwhile', async () => {
    const [one, two] = [new HashStore(store), new HashStore(store)];
    const [a, b] = [write('a', 'a', 60), write('b', 'b', 60)];
    await settle();
    await new DiskFacts(one).hash(a);
    await new DiskFacts(two).hash(b);
    await one.save();
    await two.save();
    const text = readFileSync(store, 'utf8');
    expect(text).toContain(sha('a'));
    expect(text).toContain(sha('b'));
  });

  it('saves from many at once without a file left over, and replaces nothing of others', async () => {
    const paths = Array.from({ length: 30 }, (_, index) => write(`${index}`, `${index}`, 60));
    await settle();
    const stores = paths.map(() => new HashStore(store));
    await Promise.all(paths.map((path, index) => new DiskFacts(stores[index]).hash(path)));
    await Promise.all(stores.map((each) => each.save()));
    expect(readdirSync(join(store, '..'))).toEqual(['hashes.txt']);
    expect(HashCache.parse(readFileSync(store, 'utf8')).size).toBeGreaterThan(0);

    writeFileSync(store, 'md5 of my files');
    const another = new HashStore(store);
    expect(await new DiskFacts(another).hash(paths[0])).toBe(sha('0'));
    await another.save();
    expect(readFileSync(store, 'utf8')).toBe('md5 of my files');
  });

  it.skipIf(process.platform === 'win32')(
    'waits for no pipe, as a file or as its store',
    async () => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const facts = new DiskFacts(new HashStore(pipe));
      await expect(facts.hash(pipe)).rejects.toMatchObject({ code: 'input-not-media' });
      expect(await facts.hash(write('a', 'a', 60))).toBe(sha('a'));
    },
  );

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
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    const within = join(folder, 'loop', 'x.mp4');
    expect(await facts.realpath(within)).toBe(within);
  });
});
