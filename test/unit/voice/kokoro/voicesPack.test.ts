import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPack, readPackFile } from '../../../../src/voice/kokoro/voicesPack.js';

describe('a folder with the voices pack', () => {
  let folder: string;
  const text = '{"vocab": {}}';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-pack-'));
    writeFileSync(join(folder, 'vocab.json'), text);
    writeManifest({});
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function writeManifest(changes: object): void {
    const sha256 = createHash('sha256').update(text).digest('hex');
    const file = { file: 'vocab.json', bytes: text.length, sha256 };
    const manifest = { version: '1', voices: ['zf_xiaoyi'], models: [], files: [file], ...changes };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  }

  it('is read with its voices', async () => {
    const pack = readPack(folder);
    expect(pack.voices).toEqual([
      { id: 'zf_xiaoyi', kind: 'pack', name: 'Xiaoyi', language: 'zh-CN', gender: 'female' },
    ]);
    expect((await readPackFile(pack, 'vocab.json')).toString()).toBe(text);
  });

  it('is missing where there is no manifest', () => {
    rmSync(join(folder, 'manifest.json'));
    expect(() => readPack(folder)).toThrow(expect.objectContaining({ code: 'voices-missing' }));
  });

  it('is damaged where a file is missing or short, and says which', () => {
    const damaged = expect.objectContaining({
      code: 'voices-damaged',
      params: { name: 'vocab.json' },
    }) as Error;
    truncateSync(join(folder, 'vocab.json'), 3);
    expect(() => readPack(folder)).toThrow(damaged);
    rmSync(join(folder, 'vocab.json'));
    expect(() => readPack(folder)).toThrow(damaged);
  });

  it('is damaged where a file of the right size is another one', async () => {
    const pack = readPack(folder);
    writeFileSync(join(folder, 'vocab.json'), text.replace('{}', '[]'));
    await expect(readPackFile(pack, 'vocab.json')).rejects.toMatchObject({
      code: 'voices-damaged',
    });
  });

  it.runIf(process.platform !== 'win32')(
    'is damaged where a file never ends, or is no file',
    () => {
      const style = { file: 'styles/x.bin', bytes: 0, sha256: '' };
      writeManifest({ files: [style] });
      mkdirSync(join(folder, 'styles'));
      symlinkSync('/dev/zero', join(folder, style.file));
      const damaged = { code: 'voices-damaged', params: { name: style.file } };
      expect(() => readPack(folder)).toThrow(expect.objectContaining(damaged));
      rmSync(join(folder, 'manifest.json'));
      mkdirSync(join(folder, 'manifest.json'));
      expect(() => readPack(folder)).toThrow(expect.objectContaining({ code: 'voices-damaged' }));
    },
  );

  it('reads no more than a file of the pack can have', async () => {
    const pack = readPack(folder);
    truncateSync(join(folder, 'vocab.json'), 5_000_000_000);
    const reading = readPackFile(pack, 'vocab.json');
    await expect(reading).rejects.toMatchObject({
      detail: expect.stringContaining('too-large') as string,
    });
    truncateSync(join(folder, 'manifest.json'), 5_000_000_000);
    expect(() => readPack(folder)).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('more than') as string }),
    );
  });

  it.each([
    { files: [{ file: '../secret.txt', bytes: 1, sha256: '' }] },
    { files: [{ file: '/etc/hosts', bytes: 1, sha256: '' }] },
    { files: undefined },
    { voices: ['qq_nobody'] },
    { version: 1 },
  ])('is damaged where its manifest says %j', (changes) => {
    writeManifest(changes);
    expect(() => readPack(folder)).toThrow(expect.objectContaining({ code: 'voices-damaged' }));
  });
});
