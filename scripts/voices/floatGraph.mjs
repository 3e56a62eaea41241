// From a network that was quantized dynamically (ONNX Runtime's `quantize_dynamic`) to one that computes
// in float: the weights stay int8 in the file and are unpacked when it is used. Integer convolutions are
// slower than float ones on most processors, and their inputs' rounding is heard.
import { OnnxGraph, KINDS, integerAttribute, makeNode, makeTensor } from '../onnx/onnxGraph.mjs';

/**
 * @param bytes of the quantized .onnx file
 * @param durations the value that says how many frames each token lasts; given out under that name too
 * @returns the bytes of the float one; the same for the same `bytes`
 */
export function floatGraph(bytes, durations) {
  const graph = new OnnxGraph(bytes);
  const rewriting = new Rewriting(graph);
  rewriting.rewrite();
  graph.nodes.push(makeNode('Identity', 'durations', [durations], ['durations']));
  graph.addOutput('durations', KINDS.int64, 'sequence_length');
  graph.prune();
  return graph.write();
}

class Rewriting {
  /** By the names of packed weights: how they are unpacked. */
  unpacking = new Map();
  /** What stands in the place of a node. */
  instead = new Map();

  constructor(graph) {
    this.graph = graph;
    this.producers = graph.producers();
    this.consumers = graph.consumers();
  }

  rewrite() {
    for (const node of this.graph.nodes) {
      if (node.type === 'ConvInteger') this.replaceProduct(node, 'Conv');
      if (node.type === 'MatMulInteger') this.replaceProduct(node, 'MatMul');
      if (node.type === 'DynamicQuantizeLSTM') this.replaceLstm(node);
    }
    this.graph.nodes = [
      ...this.unpacking.values(),
      ...this.graph.nodes.map((node) => this.instead.get(node) ?? node),
    ];
  }

  /** The sum of integers, its bias, a cast and a scale become one node; `prune` drops the rest. */
  replaceProduct(node, type) {
    const [packedInput, weight, , zeroPoint] = node.inputs;
    const input = this.producers.get(packedInput).inputs[0];
    let [next] = this.consumers.get(node.outputs[0]);
    const bias = [];
    if (next.type === 'Add') {
      bias.push(this.biasOf(next.inputs.find((name) => name !== node.outputs[0])));
      [next] = this.consumers.get(next.outputs[0]);
    }
    const [scaling] = this.consumers.get(next.outputs[0]);
    if (next.type !== 'Cast' || scaling.type !== 'Mul') throw unexpected(node);
    const scales = this.producers.get(scaling.inputs.find((name) => name !== next.outputs[0]));
    const scale = scales.inputs.find((name) => this.graph.tensors.has(name));
    const axis = type === 'MatMul' ? 1 : 0;
    const weights = this.unpack(weight, scale, zeroPoint, axis);
    const inputs = [input, weights, ...bias];
    const made = makeNode(type, node.name, inputs, scaling.outputs, node.attributes);
    this.instead.set(scaling, made);
  }

  /** From the bias as it is added, rounded to integers, back to the float one of the file. */
  biasOf(name) {
    for (let at = name; ; at = this.producers.get(at).inputs[0]) {
      const tensor = this.graph.tensors.get(at);
      if (tensor?.kind === KINDS.float) return at;
      if (tensor !== undefined || !this.producers.has(at))
        throw new Error(`no bias behind ${name}`);
    }
  }

  replaceLstm(node) {
    const [input, weight, recurrent, ...others] = node.inputs;
    const [bias, lengths, hidden, cell, , scale, zeroPoint, scale2, zeroPoint2] = others;
    const inputs = [
      input,
      this.unpack(this.turned(weight), scale, zeroPoint, 0),
      this.unpack(this.turned(recurrent), scale2, zeroPoint2, 0),
      ...[bias, lengths, hidden, cell],
    ];
    this.instead.set(node, makeNode('LSTM', node.name, inputs, node.outputs, node.attributes));
  }

  /** Quantized LSTMs keep their weights as [direction, input, gate], others as [direction, gate, input]. */
  turned(name) {
    const turnedName = `${name}_turned`;
    if (this.graph.tensors.has(turnedName)) return turnedName;
    const { dims, kind, data } = this.graph.tensors.get(name);
    const [directions, rows, columns] = dims;
    const turned = Buffer.alloc(data.length);
    for (let d = 0; d < directions; d++) {
      const start = d * rows * columns;
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          turned[start + c * rows + r] = data[start + r * columns + c];
        }
      }
    }
    const tensor = makeTensor(turnedName, kind, [directions, columns, rows], turned);
    this.graph.tensors.set(turnedName, tensor);
    return turnedName;
  }

  /** The name of the weights in float. */
  unpack(weight, scale, zeroPoint, axis) {
    const name = `${weight}_float`;
    if (!this.unpacking.has(weight)) {
      const inputs = [weight, scale, zeroPoint];
      const attributes = [integerAttribute('axis', axis)];
      this.unpacking.set(weight, makeNode('DequantizeLinear', name, inputs, [name], attributes));
    }
    return name;
  }
}

function unexpected({ type, name }) {
  return new Error(`${type} ${name} is not followed by what was expected`);
}
