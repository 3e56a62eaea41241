import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lipModelSetting, type LipModelShape } from '../../../src/core/lipModel.js';
import { lipModelPlace } from '../../../src/engine/lipModelPlace.js';
import { LipModels } from '../../../src/engine/lipModels.js';

const SHAPE: LipModelShape = {
  ...{ size: 96, batch: 'free', precision: 'float32' },
  ...{ mel: 'mel', faces: 'vid', output: 'gen' },
};
/** A ModelProto that says only which version of the format it is. */
const BYTES = Buffer.from([0x08, 0x08]);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

/** A field of a message of less than 128 bytes. */
function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
}

describe("the store of the person's lip models", () => {
  let root: string;
  let models: LipModels;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'heygem-lip-models-'));
    models = new LipModels(join(root, 'store'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function write(name: string, content: Buffer | string = BYTES): string {
    writeFileSync(join(root, name), content);
    return join(root, name);
  }
  const add = (file: string, more: { link?: boolean; name?: string; licence?: string } = {}) =>
    models.add({ file, link: false, ...more }, SHAPE);

  it('keeps a copy that is found by content and name after the file is gone', async () => {
    const file = write('mine.onnx');
    const record = await add(file);
    rmSync(file);
    expect(record).toMatchObject({ name: 'mine', sha256: SHA256, bytes: 2, linked: false });
    expect(await models.list()).toEqual([record]);
    expect(await models.named('mine')).toEqual(record);
    expect(await models.named(SHA256.slice(0, 8))).toEqual(record);
    expect(await models.resolve(lipModelSetting(record))).toEqual({
      ...{ name: 'mine', sha256: SHA256, path: record.file },
    });
    await models.remove(record);
    expect(readdirSync(models.folder)).toEqual([]);
  });

  it('leaves a linked file alone, and tells when it changed or went', async () => {
    const file = write('mine.onnx');
    const record = await add(file, { link: true });
    expect(readdirSync(join(models.folder, SHA256))).toEqual(['record.json']);
    const setting = lipModelSetting(record);
    expect(await models.resolve(setting)).toMatchObject({ path: file });
    writeFileSync(file, Buffer.from([0x08, 0x07]));
    await expect(models.resolve(setting)).rejects.toMatchObject({ code: 'lip-model-changed' });
    rmSync(file);
    await expect(models.resolve(setting)).rejects.toMatchObject({ code: 'lip-model-missing' });
    write('mine.onnx');
    await models.remove(record);
    expect(existsSync(file)).toBe(true);
  });

  it('takes name and licence from notes beside the file, the told ones first', async () => {
    write('mine.json', JSON.stringify({ name: 'Anna@home\n2', licence: 'from json' }));
    write('LICENSE', 'of something else');
    const file = write('mine.onnx');
    expect(await add(file)).toMatchObject({ name: 'Anna home 2', licence: 'from json' });
    write('mine.licence.txt', '\ufeffresearch only\n');
    expect(await add(file)).toMatchObject({ licence: 'research only' });
    const told = await add(file, { name: 'B', licence: 'mine' });
    expect(told).toMatchObject({ name: 'B', licence: 'mine' });
    expect(await models.list()).toEqual([told]);
  });

  it('gets hostile names into what a project may carry', async () => {
    const record = await add(write('mine.onnx'), { name: `\u202e@${'x'.repeat(200)}` });
    expect(record.name).toBe('x'.repeat(80));
    expect(await models.list()).toEqual([record]);
  });

  it('lets two add the same at once', async () => {
    const file = write('mine.onnx');
    const [one, other] = await Promise.all([add(file), add(file)]);
    expect(one.sha256).toBe(other.sha256);
    expect(await models.list()).toHaveLength(1);
    expect(readdirSync(join(models.folder, SHA256)).sort()).toEqual(['model.onnx', 'record.json']);
  });

  it('passes over damaged records and foreign things', async () => {
    const record = await add(write('mine.onnx'));
    write('store/notes.txt', 'x');
    mkdirSync(join(models.folder, 'f'.repeat(64)));
    write(`store/${'f'.repeat(64)}/record.json`, '{');
    expect(await models.list()).toEqual([record]);
    // A record of another model does not stand for this one.
    write(`store/${'f'.repeat(64)}/record.json`, JSON.stringify({ ...record, changedAt: 1 }));
    expect(await models.list()).toEqual([record]);
  });

  it.each([
    ['in the graph', [7, 5, 13]],
    ['in a node', [7, 1, 5, 5, 13]],
    ['in a graph within a node', [7, 1, 5, 6, 5, 13]],
  ])('refuses weights in other files: %s', async (_where, path) => {
    const location = Buffer.from('../../etc/passwd');
    const file = write(
      'mine.onnx',
      path.reduceRight<Buffer>((content, number) => field(number, content), location),
    );
    await expect(add(file)).rejects.toMatchObject({ code: 'lip-model-external' });
    expect(existsSync(models.folder)).toBe(false);
  });

  it('tells what is no file, and a folder that cannot be made', async () => {
    const code = (file: string) => expect(add(file)).rejects;
    await code(join(root, 'none.onnx')).toMatchObject({ code: 'input-missing' });
    await code(root).toMatchObject({ code: 'input-is-folder' });
    await code(write('empty.onnx', '')).toMatchObject({ code: 'input-empty' });
    models = new LipModels(join(write('a-file', 'x'), 'store'));
    await code(write('mine.onnx')).toMatchObject({ code: 'lip-models-unwritable' });
  });

  it('tells a name that is nobody’s, one of several, and no choice', async () => {
    await expect(models.named('mine')).rejects.toMatchObject({ code: 'lip-model-missing' });
    await add(write('a.onnx'), { name: 'mine' });
    await add(write('b.onnx', Buffer.from([0x08, 0x07])), { name: 'mine' });
    await expect(models.named('mine')).rejects.toMatchObject({ code: 'lip-model-ambiguous' });
    await expect(models.resolve('')).rejects.toMatchObject({ code: 'lip-model-not-chosen' });
  });

  it('lies in a folder of the person, or where they say', () => {
    expect(lipModelPlace({}, 'linux', '/home/a')).toBe('/home/a/.local/share/heygem/lip-models');
    expect(lipModelPlace({ HEYGEM_LIP_MODELS: '/m' }, 'linux', '/home/a')).toBe('/m');
  });
});
