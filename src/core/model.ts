/** A float32 tensor, row-major. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/**
 * One loaded network, seen from a stage. Stages receive it from outside, so they neither import the
 * runtime nor know which provider runs it. Outputs may be reused by the next call: copy what is kept.
 */
export interface Model {
  readonly name: string;
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

export const EXECUTION_PROVIDERS = ['auto', 'cuda', 'directml', 'coreml', 'webgpu', 'cpu'] as const;
/** What the user asks for; `auto` tries the machine's own accelerators, then the CPU. */
export type ExecutionProvider = (typeof EXECUTION_PROVIDERS)[number];
