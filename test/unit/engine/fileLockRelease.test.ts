import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { FileLock } from '../../../src/engine/fileLock.js';

vi.mock('node:fs/promises', async (original) => {
  const promises = await original<typeof import('node:fs/promises')>();
  return { ...promises, rm: vi.fn(promises.rm) };
});

let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'heygem-lock-')), '.out.mp4.busy');
});

const refusal = (): Promise<never> => Promise.reject(new Error('EBUSY'));

it('is removed when whoever reads it lets go', async () => {
  const lock = await FileLock.acquire(path);
  vi.mocked(rm).mockImplementationOnce(refusal).mockImplementationOnce(refusal);
  await lock?.release();
  expect(existsSync(path)).toBe(false);
});

it('is nobody’s where it cannot be removed, though its process lives', async () => {
  const lock = await FileLock.acquire(path);
  for (let i = 0; i < 5; i += 1) vi.mocked(rm).mockImplementationOnce(refusal);
  await lock?.release();
  expect(existsSync(path)).toBe(true);
  expect(await FileLock.acquire(path)).toBeDefined();
});
