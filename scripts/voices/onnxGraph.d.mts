export interface OnnxNode {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Kinds of numbers in tensors. */
export const KINDS: Readonly<Record<'float' | 'uint8' | 'int8' | 'int32' | 'int64', number>>;

/** What a graph's list of nodes or tensors holds. */
export interface GraphPart {
  readonly bytes: Buffer;
}

export function makeNode(
  type: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes?: readonly Buffer[],
): GraphPart;
export function integerAttribute(name: string, value: number): Buffer;
export function makeTensor(
  name: string,
  kind: number,
  dims: readonly number[],
  data: Uint8Array,
): GraphPart;

export class OnnxGraph {
  constructor(bytes: Buffer);
  nodes: readonly OnnxNode[];
  tensors: ReadonlyMap<string, unknown>;
  outputs: Buffer[];
  outputNames(): string[];
  prune(): void;
  write(): Buffer;
}
