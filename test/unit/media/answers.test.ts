import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Answers } from '../../../src/media/answers.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'answers-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file that was written a while ago by its own word, and longer ago than a tick of the clock. */
async function settledFile(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  await utimes(path, 1e9, 1e9);
  await pause(80);
  return path;
}

test('asks once as long as a file stays as it is', async () => {
  const answers = new Answers<number>();
  let asked = 0;
  const ask = () => Promise.resolve(++asked);
  const path = await settledFile('same.txt', 'one');
  expect([await answers.of(path, ask), await answers.of(path, ask)]).toEqual([1, 1]);
  await settledFile('same.txt', 'two');
  expect(await answers.of(path, ask)).toBe(2);
});

test('asks again about a file that was written just now', async () => {
  const answers = new Answers<number>();
  let asked = 0;
  const path = join(folder, 'new.txt');
  await writeFile(path, 'new');
  const ask = () => Promise.resolve(++asked);
  expect([await answers.of(path, ask), await answers.of(path, ask)]).toEqual([1, 2]);
});

test('remembers no failure', async () => {
  const answers = new Answers<number>();
  const path = await settledFile('failing.txt', 'one');
  await expect(answers.of(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await answers.of(path, () => Promise.resolve(7))).toBe(7);
});
