import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnnxModel } from '../../../src/inference/onnxModel.js';
import { floatGraph } from '../../../scripts/voices/floatGraph.mjs';
import { OnnxGraph } from '../../../scripts/onnx/onnxGraph.mjs';
import { readMessage, writeMessage } from '../../../scripts/onnx/protobuf.mjs';

const ROOT = join(import.meta.dirname, '../../..');
/** Quantized dynamically, as the voices' network is. */
const QUANTIZED = readFileSync(join(ROOT, 'models/speech-encoder.onnx'));

describe('a quantized network', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-graph-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is written as it was read', () => {
    expect(writeMessage(readMessage(QUANTIZED)).equals(QUANTIZED)).toBe(true);
    const graph = new OnnxGraph(QUANTIZED);
    expect(graph.nodes.some(({ type }) => type === 'MatMulInteger')).toBe(true);
    const again = new OnnxGraph(graph.write());
    expect(again.nodes.map(({ name }) => name)).toEqual(graph.nodes.map(({ name }) => name));
    expect([...again.tensors.keys()]).toEqual([...graph.tensors.keys()]);
  });

  it('that ends too early is refused', () => {
    expect(() => readMessage(QUANTIZED.subarray(0, 1000))).toThrow('too early');
  });

  it('comes to about the same in float, and gives out another value', async () => {
    const [, inner] = new OnnxGraph(QUANTIZED).nodes.map(({ outputs }) => outputs[0]);
    const bytes = floatGraph(QUANTIZED, inner);
    const graph = new OnnxGraph(bytes);
    expect(graph.nodes.filter(({ type }) => type.includes('Integer'))).toEqual([]);
    expect(graph.outputNames()).toContain('durations');
    expect(bytes.equals(floatGraph(QUANTIZED, inner))).toBe(true);

    const mel = { dims: [1, 80, 200], data: new Float32Array(16_000).map((_, k) => Math.sin(k)) };
    const quantized = await load(QUANTIZED);
    const before = (await quantized.run({ mel }))['features'].data.slice();
    const float = await load(pruned(bytes));
    const after = (await float.run({ mel }))['features'].data;
    expect(cosine(before, after)).toBeGreaterThan(0.99);
    expect(before).not.toEqual(after);
    await Promise.all([quantized.dispose(), float.dispose()]);
  });

  async function load(bytes: Uint8Array): Promise<OnnxModel> {
    const file = join(folder, 'model.onnx');
    writeFileSync(file, bytes);
    return OnnxModel.create('model', file, { provider: 'cpu', threads: 1, variedLengths: true });
  }
});

/** Without the value that was given out besides: it is no list of integers here. */
function pruned(bytes: Buffer): Buffer {
  const graph = new OnnxGraph(bytes);
  graph.outputs.pop();
  graph.prune();
  return graph.write();
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, k) => sum + value * y[k], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
