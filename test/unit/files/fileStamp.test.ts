import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { stampOf } from '../../../src/files/fileStamp.js';

const SMALL = 200_000;
const LARGE = 2_000_000;

let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'heygem-stamp-')), 'file');
});

function overwrite(at: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0xaa), 0, length, at);
  closeSync(file);
}

const sample = async () => (await stampOf(path)).sample;

describe("a file's stamp", () => {
  it('samples all of a small file', async () => {
    writeFileSync(path, Buffer.alloc(SMALL));
    for (const at of [0, 1, 99_999, 123_456, SMALL - 1]) {
      const before = await sample();
      overwrite(at, 1);
      expect(await sample()).not.toBe(before);
    }
  });

  it('samples the beginning, the end, and every sixteenth of a large one', async () => {
    writeFileSync(path, Buffer.alloc(LARGE));
    for (const at of [0, LARGE - 1]) {
      const before = await sample();
      overwrite(at, 1);
      expect(await sample()).not.toBe(before);
    }
    for (let at = 0; at + LARGE / 15 < LARGE; at += LARGE / 40) {
      const before = await sample();
      overwrite(Math.floor(at), Math.ceil(LARGE / 15));
      expect(await sample()).not.toBe(before);
      writeFileSync(path, Buffer.alloc(LARGE));
    }
  });

  it('is the same while nothing happens, and is of any size', async () => {
    for (const bytes of [0, 1, 16_384, 262_144, 262_145, 300_000]) {
      writeFileSync(path, Buffer.alloc(bytes, 7));
      const stamp = await stampOf(path);
      expect(stamp.size).toBe(bytes);
      expect(stamp.sample).toMatch(/^[0-9a-f]{32}$/);
      expect(await stampOf(path)).toEqual(stamp);
      appendFileSync(path, 'x');
      expect((await stampOf(path)).sample).not.toBe(stamp.sample);
    }
  });

  it('is of files alone, however many are asked for at once', async () => {
    writeFileSync(path, 'x');
    await expect(stampOf(join(path, '..'))).rejects.toMatchObject({ code: 'input-not-media' });
    await expect(stampOf(`${path}.no`)).rejects.toMatchObject({ code: 'input-missing' });
    const stamps = await Promise.all(Array.from({ length: 3_000 }, () => stampOf(path)));
    expect(new Set(stamps.map((stamp) => stamp.sample)).size).toBe(1);
  });
});
