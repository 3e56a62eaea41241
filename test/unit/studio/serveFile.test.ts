import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachment, parseRange, serveFile } from '../../../src/studio/serveFile.js';

const folder = mkdtempSync(join(tmpdir(), 'heygem serve '));
const path = join(folder, '第 1.mp4');
writeFileSync(path, '0123456789');
const whole = { range: undefined, download: false, head: false };

describe('a byte range', () => {
  it.each([
    ['bytes=0-0', { from: 0, to: 0 }],
    ['bytes=2-', { from: 2, to: 9 }],
    ['bytes=2-99', { from: 2, to: 9 }],
    ['bytes=-3', { from: 7, to: 9 }],
    ['bytes=-99', { from: 0, to: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=99999999999999-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', undefined],
    ['bytes=0-1,3-4', undefined],
    ['bytes=-', undefined],
    ['bytes=0x1-2', undefined],
    ['items=0-1', undefined],
    [undefined, undefined],
  ])('%s', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });

  it('of nothing is none', () => {
    expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
  });
});

describe('serveFile', () => {
  it('gives the bytes that were asked for', async () => {
    const part = await serveFile(path, { ...whole, range: 'bytes=2-4' });
    expect([part.status, await part.text()]).toEqual([206, '234']);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(part.headers.get('content-length')).toBe('3');
    const all = await serveFile(path, whole);
    expect([all.status, await all.text()]).toEqual([200, '0123456789']);
    const beyond = await serveFile(path, { ...whole, range: 'bytes=20-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    const head = await serveFile(path, { ...whole, head: true });
    expect([await head.text(), head.headers.get('content-length')]).toEqual(['', '10']);
  });

  it('gives no folder, and nothing that is not there', async () => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    expect((await serveFile(join(folder, 'sub'), whole)).status).toBe(404);
    expect((await serveFile(join(folder, 'none'), whole)).status).toBe(404);
  });

  it('names a download in any language', () => {
    expect(attachment('第 1 "x".mp4')).toBe(
      `attachment; filename="_ 1 _x_.mp4"; filename*=UTF-8''%E7%AC%AC%201%20%22x%22.mp4`,
    );
  });
});
