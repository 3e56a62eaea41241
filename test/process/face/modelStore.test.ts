import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelStore } from '../../../src/inference/modelStore.js';

const MODELS = path.resolve('models');
const NAME = 'face-landmarks';
const FILE = 'face_landmark_with_attention.onnx';
const image = { dims: [1, 3, 192, 192], data: new Float32Array(3 * 192 * 192) };

let root: string;
let lines: string[];

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'models of “a” 人 '));
  await copyFile(path.join(MODELS, 'manifest.json'), path.join(root, 'manifest.json'));
  lines = [];
});

afterEach(() => rm(root, { recursive: true, force: true }));

function storeOf(provider: 'auto' | 'cpu' | 'coreml' | 'directml', from = root): ModelStore {
  return new ModelStore({ root: from, provider, log: (line) => lines.push(line) });
}

describe('ModelStore', () => {
  it('loads a model once and runs it', async () => {
    await copyFile(path.join(MODELS, FILE), path.join(root, FILE));
    const store = storeOf('cpu');
    const [first, second] = await Promise.all([store.open(NAME), store.open(NAME)]);
    expect(second).toBe(first);
    const { landmarks, score } = await first.run({ image });
    expect(landmarks.dims).toEqual([1, 478, 3]);
    expect(score.data[0]).toBeLessThan(0.5);
    // The same array filled anew is seen anew.
    image.data.fill(0.5);
    const again = await first.run({ image });
    expect(again.landmarks.data[0]).not.toBe(landmarks.data[0]);
    await store.dispose();
  });

  it('says which provider won and why the others did not', async () => {
    const store = storeOf('auto', MODELS);
    await store.open(NAME);
    const { requested, attempts } = store.providerReport;
    expect(requested).toBe('auto');
    expect(attempts.at(-1)?.failure).toBeUndefined();
    for (const { failure } of attempts.slice(0, -1)) expect(failure).toMatch(/\S/);
    expect(lines).toHaveLength(attempts.length);
    await store.dispose();
  });

  it('does not fall back from a provider that was asked for by name', async () => {
    const elsewhere = process.platform === 'darwin' ? 'directml' : 'coreml';
    const store = storeOf(elsewhere, MODELS);
    await expect(store.open(NAME)).rejects.toMatchObject({
      code: 'provider-unavailable',
      params: { provider: elsewhere },
    });
    await store.open(NAME, { cpuOnly: true });
    expect(store.providerReport.attempts.map(({ provider }) => provider)).toEqual([
      elsewhere,
      'cpu',
    ]);
    await store.dispose();
  });

  it('refuses a model that is missing, unknown, cut short or changed', async () => {
    const store = storeOf('cpu');
    await expect(store.open(NAME)).rejects.toMatchObject({ code: 'model-missing' });
    await expect(store.open('no-such-model')).rejects.toMatchObject({ code: 'model-missing' });
    const whole = await readFile(path.join(MODELS, FILE));
    await writeFile(path.join(root, FILE), whole.subarray(0, 1000));
    await expect(store.open(NAME)).rejects.toMatchObject({ code: 'model-damaged' });
    const changed = Buffer.from(whole);
    changed[changed.length >> 1] ^= 1;
    await writeFile(path.join(root, FILE), changed);
    await expect(store.open(NAME)).rejects.toMatchObject({ code: 'model-damaged' });
    await writeFile(path.join(root, FILE), whole);
    await expect(store.open(NAME)).resolves.toMatchObject({ name: NAME });
    await store.dispose();
  });

  it('knows a hash without loading, and misses a manifest that is not there', async () => {
    expect(storeOf('cpu').hash(NAME)).toMatch(/^[0-9a-f]{64}$/);
    const nowhere = storeOf('cpu', path.join(root, 'nowhere'));
    expect(() => nowhere.hash(NAME)).toThrow(expect.objectContaining({ code: 'model-missing' }));
    await expect(nowhere.open(NAME)).rejects.toMatchObject({ code: 'model-missing' });
  });
});
