import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal } from '../../../src/lipsync/journal/journal.js';
import { parseJournalKey } from '../../../src/lipsync/journal/journalKey.js';

const KEY = parseJournalKey('ab'.repeat(32));
let root: string;
let journal: Journal;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'heygem journal 日志 '));
  journal = new Journal(root, KEY);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function publish(to: Journal, name: string, content: string): Promise<void> {
  const file = await to.temporary('.bin');
  await writeFile(file, content);
  await to.publish(name, file, { says: content });
}

async function contentOf(name: string): Promise<string | undefined> {
  const piece = await journal.read<{ says: string }>(name);
  if (piece === undefined) return undefined;
  const content = await readFile(piece.file, 'utf8');
  // A record never goes with another's file.
  expect(piece.body.says).toBe(content);
  return content;
}

describe('a journal', () => {
  it('gives back what was put in, and to another process too', async () => {
    expect(await contentOf('one')).toBeUndefined();
    await publish(journal, 'one', 'first');
    await publish(journal, 'two', 'second');
    expect(await contentOf('one')).toBe('first');
    expect((await new Journal(root, KEY).read('two'))?.body).toEqual({ says: 'second' });
    const names = (await readdir(journal.folder)).sort();
    const [one, two] = [/^one\.[0-9a-f]{16}\.bin$/, /^two\.[0-9a-f]{16}\.bin$/];
    const whole = [one, 'one.json', two, 'two.json'];
    expect(names).toEqual(whole.map((name) => expect.stringMatching(name) as unknown));
  });

  it.each([
    ['a changed file', 'one.', (path: string) => writeFile(path, 'f1rst')],
    ['a file cut short', 'one.', (path: string) => truncate(path, 2)],
    ['a file that is gone', 'one.', (path: string) => rm(path)],
    ['a record cut short', 'one.json', (path: string) => truncate(path, 30)],
    ['an empty record', 'one.json', (path: string) => truncate(path, 0)],
    [
      'a changed record',
      'one.json',
      async (path: string) =>
        writeFile(path, (await readFile(path, 'utf8')).replace('"first"', '"worst"')),
    ],
  ])('has no piece in the place of %s, until it is made again', async (_, which, damage) => {
    await publish(journal, 'one', 'first');
    const names = await readdir(journal.folder);
    const isRecord = (name: string): boolean => name === 'one.json';
    const name = names.find((each) => isRecord(each) === isRecord(which)) ?? '';
    await damage(join(journal.folder, name));
    expect(await contentOf('one')).toBeUndefined();
    await publish(journal, 'one', 'first');
    expect(await contentOf('one')).toBe('first');
  });

  it('is never half of one and half of another when many write to it at once', async () => {
    const others = Array.from({ length: 8 }, () => new Journal(root, KEY));
    const writing = others.map(async (other, i) => {
      for (let round = 0; round < 5; round++) await publish(other, 'one', `${i % 3}-${round}`);
    });
    let reads = 0;
    const all = Promise.all(writing);
    const ended = all.then(() => true);
    while (!(await Promise.race([ended, contentOf('one').then(() => false)]))) reads += 1;
    expect(reads).toBeGreaterThan(0);
    expect(await contentOf('one')).toMatch(/^\d-4$/);
  });

  it('is gone when forgotten, and may be begun again', async () => {
    await publish(journal, 'one', 'first');
    await journal.forget();
    await journal.forget();
    expect(await readdir(join(root, 'segments'))).toEqual([]);
    await publish(journal, 'one', 'again');
    expect(await contentOf('one')).toBe('again');
  });

  it('drops what dead processes left half-written, and nothing else', async () => {
    await publish(journal, 'one', 'first');
    const [old, recent] = [await journal.temporary('.mp4'), await journal.temporary('.mp4')];
    for (const path of [old, recent]) await writeFile(path, 'half');
    const then = new Date(Date.now() - 2 * 3_600_000);
    await utimes(old, then, then);
    await journal.touch();
    const left = await readdir(journal.folder);
    expect(left.filter((name) => name.includes('partial'))).toHaveLength(1);
    expect(await contentOf('one')).toBe('first');
  });

  it('is named by nothing but a key', () => {
    for (const name of ['', '..', '../actors', 'AB'.repeat(32), `${KEY}/..`]) {
      expect(() => parseJournalKey(name)).toThrow(RangeError);
    }
  });
});
