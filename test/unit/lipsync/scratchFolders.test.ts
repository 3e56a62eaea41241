import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ScratchFolders } from '../../../src/lipsync/scratchFolders.js';

/** Above what any system gives out. */
const NOBODY = 2 ** 30;
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'heygem scratch '));
});

afterEach(() => {
  rmSync(cache, { recursive: true });
});

function leftBy(pid: number, hoursAgo: number): string {
  const folder = join(cache, 'work', `${pid}.partial-abcdef`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'picture.mp4');
  writeFileSync(file, 'half');
  const then = new Date(Date.now() - hoursAgo * 3_600_000);
  for (const path of [file, folder]) utimesSync(path, then, then);
  return folder;
}

it('takes a fresh folder each time and gives it back with what is in it', async () => {
  const scratch = new ScratchFolders(cache);
  const [one, other] = [await scratch.take(), await scratch.take()];
  expect(one).not.toBe(other);
  writeFileSync(join(one, 'x'), '');
  await scratch.giveBack(one);
  await scratch.giveBack(one);
  expect(readdirSync(join(cache, 'work'))).toHaveLength(1);
});

it('sweeps what a dead process left long ago, and nothing that may be in use', async () => {
  const abandoned = leftBy(NOBODY, 5);
  const kept = [leftBy(NOBODY + 1, 0), leftBy(process.pid, 5), join(cache, 'work', 'mine')];
  mkdirSync(kept[2]);
  await new ScratchFolders(cache).take();
  expect(existsSync(abandoned)).toBe(false);
  for (const folder of kept) expect(existsSync(folder)).toBe(true);
});
