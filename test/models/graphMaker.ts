import {
  KINDS,
  graphAttribute,
  integerAttribute,
  makeGraph,
  makeModel,
  makeNode,
  makeTensor,
  makeValue,
  type OnnxNode,
  type OnnxTensor,
} from '../../scripts/onnx/onnxGraph.mjs';

/** A graph that is written node by node; each method gives the name of what it adds. */
export class GraphMaker {
  readonly nodes: OnnxNode[] = [];
  readonly tensors: OnnxTensor[] = [];
  private readonly inputs: Buffer[] = [];
  private readonly outputs: Buffer[] = [];

  input(name: string, kind: number, dims: readonly (number | string)[]): string {
    this.inputs.push(makeValue(name, kind, dims));
    return name;
  }

  /** Gives `value` out as `name`; `dims` is what the file claims of it. */
  output(value: string, name: string, kind: number, dims: readonly (number | string)[]): void {
    this.nodes.push(makeNode('Identity', `${name}_out`, [value], [name]));
    this.outputs.push(makeValue(name, kind, dims));
  }

  node(type: string, inputs: readonly string[], attributes: readonly Buffer[] = []): string {
    const name = this.fresh(type);
    this.nodes.push(makeNode(type, name, inputs, [name], attributes));
    return name;
  }

  /** A tensor that is known beforehand; one number without `dims` is a scalar. */
  floats(values: readonly number[] | Float32Array, dims: readonly number[] = []): string {
    return this.tensor(KINDS.float, dims, Float32Array.from(values));
  }

  integers(
    values: readonly (number | bigint)[],
    dims: readonly number[] = [values.length],
  ): string {
    return this.tensor(KINDS.int64, dims, BigInt64Array.from(values.map(BigInt)));
  }

  cast(value: string, kind: number): string {
    return this.node('Cast', [value], [integerAttribute('to', kind)]);
  }

  /** Of one axis, `from` up to but without `to`. */
  slice(value: string, axis: number, from: number, to: number): string {
    const numbers = [[from], [to], [axis]].map((list) => this.integers(list));
    return this.node('Slice', [value, ...numbers]);
  }

  /** `value` as it is after so many rounds in which nothing happens to it. */
  rounds(value: string, dims: readonly (number | string)[], count: string): string {
    const body = makeGraph({
      nodes: [
        makeNode('Identity', 'goes_on', ['goes_on_in'], ['goes_on_out']),
        makeNode('Neg', 'turned', ['state_in'], ['state_turned']),
        makeNode('Neg', 'turned_back', ['state_turned'], ['state_out']),
      ],
      inputs: [
        makeValue('round', KINDS.int64, []),
        makeValue('goes_on_in', KINDS.bool, []),
        makeValue('state_in', KINDS.float, dims),
      ],
      outputs: [
        makeValue('goes_on_out', KINDS.bool, []),
        makeValue('state_out', KINDS.float, dims),
      ],
    });
    const always = this.tensor(KINDS.bool, [], Uint8Array.of(1));
    return this.node('Loop', [count, always, value], [graphAttribute('body', body)]);
  }

  model(operatorSet?: number): Buffer {
    const { nodes, tensors, inputs, outputs } = this;
    return makeModel(makeGraph({ nodes, tensors, inputs, outputs }), operatorSet);
  }

  private tensor(
    kind: number,
    dims: readonly number[],
    values: Float32Array | BigInt64Array | Uint8Array,
  ): string {
    const name = this.fresh('known');
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.tensors.push(makeTensor(name, kind, dims, bytes));
    return name;
  }

  private fresh(type: string): string {
    return `${type.toLowerCase()}_${this.nodes.length + this.tensors.length}`;
  }
}
