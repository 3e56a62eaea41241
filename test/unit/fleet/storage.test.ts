import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeResult } from '../../../src/fleet/planner/takeResult.js';
import { Storage } from '../../../src/fleet/storage.js';

let folder: string;
let storage: Storage;

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'heygem storage 存储 ')));
  mkdirSync(join(folder, 'share', 'p'), { recursive: true });
  writeFileSync(join(folder, 'secret.mp4'), 'secret');
  writeFileSync(join(folder, 'share', 'p', 'a.mp4'), 'a');
  storage = await Storage.open(join(folder, 'share'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('Storage', () => {
  it('finds what lies in it, by either of its names', async () => {
    symlinkSync(join(folder, 'share'), join(folder, 'mounted'));
    expect(await storage.within(join(folder, 'mounted', 'p', 'a.mp4'))).toBe('p/a.mp4');
    expect(await storage.place('p/a.mp4')).toBe(join(folder, 'share', 'p', 'a.mp4'));
  });

  it('knows where a file will lie whose folder is not there either', async () => {
    symlinkSync(join(folder, 'share'), join(folder, 'mounted'));
    const path = join(folder, 'mounted', 'p', 'said', 'hello.wav');
    expect(await storage.within(path)).toBe('p/said/hello.wav');
  });

  it.each(['../secret.mp4', 'p/../../secret.mp4', 'p/link.mp4', '..'])(
    'gives nothing that lies outside: %s',
    async (inside) => {
      symlinkSync(join(folder, 'secret.mp4'), join(folder, 'share', 'p', 'link.mp4'));
      await expect(storage.place(inside)).rejects.toMatchObject({ code: 'outside-storage' });
    },
  );

  it.each(['/etc/hosts', 'p/a.mp4\0', 'x'.repeat(10_000)])(
    'takes %j for no file',
    async (inside) => {
      await expect(storage.place(inside)).rejects.toMatchObject({ code: 'input-missing' });
    },
  );

  it.each(['', '.', '..', '../results', 'segments/x', 'A'.repeat(64)])(
    'removes no folder for a journal called %j',
    async (name) => {
      const kept = join(storage.cacheRoot, 'segments', 'a'.repeat(64));
      mkdirSync(kept, { recursive: true });
      mkdirSync(join(storage.cacheRoot, 'segments', 'A'.repeat(64)), { recursive: true });
      await storage.forget(name);
      expect(await readdir(join(storage.cacheRoot, 'segments'))).toHaveLength(2);
      expect(await readdir(storage.cacheRoot)).toContain('results');
    },
  );

  it('removes a journal', async () => {
    mkdirSync(join(storage.cacheRoot, 'segments', 'a'.repeat(64)), { recursive: true });
    await storage.forget('a'.repeat(64));
    expect(await readdir(join(storage.cacheRoot, 'segments'))).toEqual([]);
  });

  it.each(['P2-a1.mp4', '../P1-a1.mp4', 'P1-a1.mp4/../../x', '..', 'P1.mp4', 'P1-a1.sh'])(
    'takes %s for no result of P1',
    (name) => {
      expect(() => storage.resultNamed(name, 'P1')).toThrow(RangeError);
    },
  );

  it('takes no link for a result', async () => {
    const result = storage.result({ task: 'P1', attempt: 1 }, '.mp4');
    const target = join(folder, 'share', 'out.mp4');
    const file = { bytes: 6, sha256: '' };
    symlinkSync(join(folder, 'secret.mp4'), result);
    expect(await takeResult(storage, { name: 'P1-a1.mp4', task: 'P1' }, file, target)).toBe(false);
    rmSync(result);
    writeFileSync(result, 'result');
    expect(await takeResult(storage, { name: 'P1-a1.mp4', task: 'P1' }, file, target)).toBe(true);
  });
});
