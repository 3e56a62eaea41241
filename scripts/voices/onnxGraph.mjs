// A network's graph as ONNX files hold it (onnx.proto): nodes and initializers by their names.
import { bytesField, integerField, integersOf, readMessage } from './protobuf.mjs';
import { textOf, valuesOf, writeMessage } from './protobuf.mjs';

/** Field numbers of onnx.proto. */
const MODEL = { graph: 7 };
const GRAPH = { node: 1, initializer: 5, output: 12, valueInfo: 13 };
const NODE = { input: 1, output: 2, name: 3, type: 4, attribute: 5, domain: 7 };
const TENSOR = { dims: 1, type: 2, floats: 4, int32s: 5, name: 8, raw: 9 };
const ATTRIBUTE = { name: 1, integer: 3, kind: 20 };
const VALUE = { name: 1, type: 2 };

/** Kinds of numbers in tensors (TensorProto.DataType). */
export const KINDS = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 };
const INTEGER_ATTRIBUTE = 2;

/** Reads an .onnx file's bytes; `write` gives them again. */
export class OnnxGraph {
  constructor(bytes) {
    this.model = readMessage(bytes);
    this.fields = readMessage(valuesOf(this.model, MODEL.graph)[0]);
    this.nodes = valuesOf(this.fields, GRAPH.node).map(readNode);
    const tensors = valuesOf(this.fields, GRAPH.initializer).map(readTensor);
    this.tensors = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    this.outputs = valuesOf(this.fields, GRAPH.output);
  }

  /** By what they give: each value is given by one node. */
  producers() {
    return new Map(this.nodes.flatMap((node) => node.outputs.map((output) => [output, node])));
  }

  /** By what they take. */
  consumers() {
    const consumers = new Map();
    for (const node of this.nodes) {
      for (const input of node.inputs) {
        consumers.set(input, [...(consumers.get(input) ?? []), node]);
      }
    }
    return consumers;
  }

  outputNames() {
    return this.outputs.map((bytes) => textOf(readMessage(bytes), VALUE.name));
  }

  /** Gives a value of the graph out: a list of as many numbers of `kind` as there happen to be. */
  addOutput(name, kind, size) {
    const dim = writeMessage([bytesField(2, size)]);
    const shape = writeMessage([bytesField(1, dim)]);
    const tensor = writeMessage([integerField(1, kind), bytesField(2, shape)]);
    const type = writeMessage([bytesField(1, tensor)]);
    this.outputs.push(writeMessage([bytesField(VALUE.name, name), bytesField(VALUE.type, type)]));
  }

  /** Drops nodes that nothing needs, and then tensors. */
  prune() {
    for (let dropped = true; dropped;) {
      const used = new Set([...this.outputNames(), ...this.nodes.flatMap(({ inputs }) => inputs)]);
      const kept = this.nodes.filter(({ outputs }) => outputs.some((name) => used.has(name)));
      dropped = kept.length < this.nodes.length;
      this.nodes = kept;
      for (const name of this.tensors.keys()) if (!used.has(name)) this.tensors.delete(name);
    }
  }

  /** What is known of shapes between the nodes is left out: it is found anew when the file is read. */
  write() {
    const changed = [GRAPH.node, GRAPH.initializer, GRAPH.output, GRAPH.valueInfo];
    const graph = writeMessage([
      ...this.nodes.map(({ bytes }) => bytesField(GRAPH.node, bytes)),
      ...this.fields.filter(({ number }) => !changed.includes(number)),
      ...[...this.tensors.values()].map(({ bytes }) => bytesField(GRAPH.initializer, bytes)),
      ...this.outputs.map((bytes) => bytesField(GRAPH.output, bytes)),
    ]);
    const others = this.model.filter(({ number }) => number !== MODEL.graph);
    return writeMessage([...others, bytesField(MODEL.graph, graph)]);
  }
}

function readNode(bytes) {
  const fields = readMessage(bytes);
  const texts = (number) => valuesOf(fields, number).map((value) => value.toString('utf8'));
  return {
    bytes,
    name: textOf(fields, NODE.name),
    type: textOf(fields, NODE.type),
    inputs: texts(NODE.input),
    outputs: texts(NODE.output),
    attributes: valuesOf(fields, NODE.attribute),
  };
}

/** A node of ONNX's own operators. `attributes` as another node has them, or by `integerAttribute`. */
export function makeNode(type, name, inputs, outputs, attributes = []) {
  const bytes = writeMessage([
    ...inputs.map((input) => bytesField(NODE.input, input)),
    ...outputs.map((output) => bytesField(NODE.output, output)),
    bytesField(NODE.name, name),
    bytesField(NODE.type, type),
    ...attributes.map((attribute) => bytesField(NODE.attribute, attribute)),
  ]);
  return { bytes, name, type, inputs, outputs, attributes };
}

export function integerAttribute(name, value) {
  return writeMessage([
    bytesField(ATTRIBUTE.name, name),
    integerField(ATTRIBUTE.integer, value),
    integerField(ATTRIBUTE.kind, INTEGER_ATTRIBUTE),
  ]);
}

/** `data` is the numbers' bytes, little endian, whichever of its fields the file keeps them in. */
function readTensor(bytes) {
  const fields = readMessage(bytes);
  const kind = integersOf(fields, TENSOR.type)[0];
  const raw = valuesOf(fields, TENSOR.raw)[0];
  return {
    bytes,
    name: textOf(fields, TENSOR.name),
    dims: integersOf(fields, TENSOR.dims),
    kind,
    data: raw ?? typedData(fields, kind),
  };
}

function typedData(fields, kind) {
  if (kind === KINDS.float) return Buffer.concat(valuesOf(fields, TENSOR.floats));
  if (kind === KINDS.int8 || kind === KINDS.uint8)
    return Buffer.from(integersOf(fields, TENSOR.int32s));
  return Buffer.alloc(0);
}

export function makeTensor(name, kind, dims, data) {
  const bytes = writeMessage([
    ...dims.map((dim) => integerField(TENSOR.dims, dim)),
    integerField(TENSOR.type, kind),
    bytesField(TENSOR.name, name),
    bytesField(TENSOR.raw, data),
  ]);
  return { bytes, name, dims, kind, data };
}
