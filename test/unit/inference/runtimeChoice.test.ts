import { describe, expect, it } from 'vitest';
import { chooseRuntime, type OnnxRuntime } from '../../../src/inference/runtimeChoice.js';

const native = { env: 'native' } as unknown as OnnxRuntime;
const wasm = { env: 'wasm' } as unknown as OnnxRuntime;
const loads = (ort: OnnxRuntime) => () => Promise.resolve(ort);
const fails = (message: string) => () => Promise.reject<OnnxRuntime>(new Error(message));
const GLIBC = "version `GLIBC_2.32' not found\nRequire stack";

describe('the build of onnxruntime', () => {
  it('is the native one where that loads', async () => {
    const chosen = await chooseRuntime({ native: loads(native), wasm: fails('not asked') }, {});
    expect(chosen).toEqual({ kind: 'native', ort: native });
  });

  it('is WebAssembly where that does not load, and says why', async () => {
    const chosen = await chooseRuntime({ native: fails(GLIBC), wasm: loads(wasm) }, {});
    expect(chosen).toEqual({ kind: 'wasm', ort: wasm, reason: GLIBC.split('\n')[0] });
  });

  it('is WebAssembly where the person says so; the native one is not even loaded', async () => {
    let asked = 0;
    const counted = () => Promise.resolve(native).finally(() => asked++);
    const env = { HEYGEM_RUNTIME: 'wasm' };
    const chosen = await chooseRuntime({ native: counted, wasm: loads(wasm) }, env);
    expect(chosen).toMatchObject({ kind: 'wasm', ort: wasm });
    expect(asked).toBe(0);
  });

  it('is none where neither loads, with both reasons', async () => {
    const none = chooseRuntime({ native: fails('no native'), wasm: fails('no wasm') }, {});
    await expect(none).rejects.toThrow(/no native.*no wasm/);
  });
});
