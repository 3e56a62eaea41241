export interface OnnxNode {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export class OnnxGraph {
  constructor(bytes: Buffer);
  nodes: readonly OnnxNode[];
  tensors: ReadonlyMap<string, unknown>;
  outputs: Buffer[];
  outputNames(): string[];
  prune(): void;
  write(): Buffer;
}
