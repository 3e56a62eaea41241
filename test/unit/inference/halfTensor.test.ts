import { expect, it } from 'vitest';
import { halfTensor } from '../../../src/inference/halfTensor.js';
import type { OnnxRuntime } from '../../../src/inference/runtimeChoice.js';

/** As onnxruntime's own is: what it holds is told by a getter of its class. */
function runtimeHolding(kept: (bits: Uint16Array) => unknown) {
  class Tensor {
    private readonly held: unknown;
    constructor(
      readonly type: string,
      data: Uint16Array,
      readonly dims: readonly number[],
    ) {
      this.held = kept(data);
    }
    get data() {
      return this.held;
    }
  }
  return { Tensor } as unknown as Pick<OnnxRuntime, 'Tensor'>;
}

it.each([
  ['bits', (bits: Uint16Array) => bits],
  ['an array of another kind', (bits: Uint16Array) => new Int16Array(bits.buffer)],
])('hands over bits where onnxruntime holds %s', (_, kept) => {
  const bits = Uint16Array.of(0x3c00, 0xbc00);
  const tensor = halfTensor(runtimeHolding(kept), bits, [2]);
  expect(tensor).toMatchObject({ type: 'float16', dims: [2] });
  expect(tensor.data).toBe(bits);
});
