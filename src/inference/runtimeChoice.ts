import type * as Native from 'onnxruntime-node';

/** What we use of onnxruntime: both builds share it. */
export type OnnxRuntime = Pick<typeof Native, 'env' | 'InferenceSession' | 'Tensor'>;

/** Which of onnxruntime's builds a process runs its networks on. */
export type ChosenRuntime =
  | { readonly kind: 'native'; readonly ort: OnnxRuntime }
  /** `reason`: why it is not the native one. */
  | { readonly kind: 'wasm'; readonly ort: OnnxRuntime; readonly reason: string };

/** `wasm` in it keeps the native build from being tried. */
export const RUNTIME_VARIABLE = 'HEYGEM_RUNTIME';

export interface RuntimeLoaders {
  readonly native: () => Promise<OnnxRuntime>;
  readonly wasm: () => Promise<OnnxRuntime>;
}

/**
 * The native build where it loads: it is several times faster, and the only one with accelerators. Where there is none
 * for this machine (Macs with an Intel processor, musl) or it does not load (an old glibc), WebAssembly.
 * Throws what both say where neither loads.
 */
export async function chooseRuntime(
  loaders: RuntimeLoaders,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ChosenRuntime> {
  if (env[RUNTIME_VARIABLE] === 'wasm') {
    return { kind: 'wasm', ort: await loaders.wasm(), reason: `${RUNTIME_VARIABLE}=wasm` };
  }
  let reason: string;
  try {
    return { kind: 'native', ort: await loaders.native() };
  } catch (error) {
    reason = firstLine(error);
  }
  try {
    return { kind: 'wasm', ort: await loaders.wasm(), reason };
  } catch (error) {
    throw new Error(`onnxruntime does not load: ${reason}; ${firstLine(error)}`, { cause: error });
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0];
}
