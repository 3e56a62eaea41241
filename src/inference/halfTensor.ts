import type { Tensor } from 'onnxruntime-node';
import type { OnnxRuntime } from './runtimeChoice.js';

/**
 * A tensor of 16-bit floats by their bits. Where Node has `Float16Array` (24 and later), onnxruntime makes its own
 * tensors hold one, and its native part then takes it for empty ("not enough space"): it is given the bits.
 */
export function halfTensor(
  { Tensor }: Pick<OnnxRuntime, 'Tensor'>,
  bits: Uint16Array,
  dims: readonly number[],
): Tensor {
  const tensor = new Tensor('float16', bits, dims);
  return tensor.data instanceof Uint16Array
    ? tensor
    : Object.defineProperty(tensor, 'data', { value: bits });
}
