import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PairId } from '../../../src/core/ids.js';
import type { PlannedJob } from '../../../src/core/plan/plannedJob.js';
import { OtherWindows } from '../../../src/editor/otherWindows.js';
import { FileLock } from '../../../src/engine/fileLock.js';
import { outputLockPath } from '../../../src/engine/outputLock.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'windows-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('knows what others make, live, and leaves their locks alone', async () => {
  const outputs = ['a', 'b', 'c'].map((name) => join(folder, `${name}.mp4`));
  const jobs = outputs.map((output, k) => ({ pair: 'abc'[k] as PairId, output }) as PlannedJob);
  const told = { changes: 0, ends: 0 };
  const others = new OtherWindows(
    {
      jobs: () => jobs,
      // The lock of what is made here is there too.
      busy: () => new Set(['b' as PairId]),
      onChange: () => (told.changes += 1),
      onEnd: () => (told.ends += 1),
    },
    20,
  );
  await others.look();
  expect(told).toEqual({ changes: 0, ends: 0 });
  const locks = [await FileLock.acquire(outputLockPath(outputs[0]))];
  locks.push(await FileLock.acquire(outputLockPath(outputs[1])));
  others.start();
  await expect.poll(() => [...others.pairs]).toEqual(['a']);
  expect(told).toEqual({ changes: 1, ends: 0 });
  expect(readdirSync(folder).sort()).toEqual(['.a.mp4.busy', '.b.mp4.busy']);
  await locks[0]?.release();
  await expect.poll(() => told.ends).toBe(1);
  expect(others.pairs.size).toBe(0);
  others.stop();
  await locks[1]?.release();
});
