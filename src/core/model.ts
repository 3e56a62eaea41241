/** A float32 tensor, row-major. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** An input or output of a network: sizes that are free have a name, or a number below 1. */
export interface ModelEnd {
  readonly name: string;
  /** `float32`, `float16`, ... */
  readonly type: string;
  readonly shape: readonly (number | string)[];
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
