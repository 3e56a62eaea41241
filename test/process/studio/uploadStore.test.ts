import fs, { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UploadStore } from '../../../src/studio/uploadStore.js';

/** What a socket gives at once. */
const PIECE = 64 << 10;
const COUNT = 256;

const folder = mkdtempSync(join(tmpdir(), 'heygem-store-'));
const store = new UploadStore({ directory: folder });
beforeEach(() => {
  writeFileSync(join(folder, 'a'), 'begun');
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the store of uploads', () => {
  it('appends, and tells how far it is', async () => {
    expect(await store.write(Readable.from([Buffer.from(' and ended')]), 'a', 5)).toBe(15);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('begun and ended');
  });

  it('gathers what comes quicker than the disk takes it', async () => {
    const calls = [vi.spyOn(fs, 'write'), vi.spyOn(fs, 'writev')];
    const pieces = Array.from({ length: COUNT }, (_, at) => Buffer.alloc(PIECE, at));
    expect(await store.write(Readable.from(pieces), 'a', 5)).toBe(5 + COUNT * PIECE);
    const whole = Buffer.concat([Buffer.from('begun'), ...pieces]);
    const made = calls.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(COUNT / 4);
    expect(readFileSync(join(folder, 'a')).equals(whole)).toBe(true);
  });

  it('says in the words of tus that the disk refused', async () => {
    const refused = store.write(Readable.from([Buffer.from('x')]), 'gone', 0);
    await expect(refused).rejects.toMatchObject({ status_code: 500 });
  });
});
