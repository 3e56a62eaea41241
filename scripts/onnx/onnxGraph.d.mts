/** What a graph's list of nodes or tensors holds. */
export interface GraphPart {
  readonly bytes: Buffer;
}

export interface OnnxNode extends GraphPart {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface OnnxTensor extends GraphPart {
  readonly name: string;
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

export const KINDS: Readonly<
  Record<'float' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool' | 'half', number>
>;

export function makeNode(
  type: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes?: readonly Buffer[],
): OnnxNode;
export function integerAttribute(name: string, value: number): Buffer;
export function integersAttribute(name: string, values: readonly number[]): Buffer;
export function graphAttribute(name: string, graph: Buffer): Buffer;

export function makeTensor(
  name: string,
  kind: number,
  dims: readonly number[],
  data: Uint8Array,
): OnnxTensor;
export function makeExternalTensor(
  name: string,
  kind: number,
  dims: readonly number[],
  place: { readonly location: string; readonly offset: number; readonly length: number },
): OnnxTensor;
export function makeValue(name: string, kind: number, dims: readonly (number | string)[]): Buffer;

export function makeGraph(parts: {
  readonly nodes: readonly OnnxNode[];
  readonly tensors?: readonly OnnxTensor[];
  readonly inputs: readonly Buffer[];
  readonly outputs: readonly Buffer[];
}): Buffer;
export function makeModel(graph: Buffer, operatorSet?: number): Buffer;
