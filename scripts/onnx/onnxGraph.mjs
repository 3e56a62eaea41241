// A network's graph as ONNX files hold it (onnx.proto): nodes and initializers by their names.
import { bytesField, integerField, integersOf, readMessage } from './protobuf.mjs';
import { textOf, valuesOf, writeMessage } from './protobuf.mjs';

/** Field numbers of onnx.proto. */
const MODEL = { version: 1, graph: 7, operators: 8 };
const OPERATORS = { domain: 1, version: 2 };
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 };
const NODE = { input: 1, output: 2, name: 3, type: 4, attribute: 5, domain: 7 };
const TENSOR = { dims: 1, type: 2, floats: 4, int32s: 5, name: 8, raw: 9, external: 13, place: 14 };
const ENTRY = { key: 1, value: 2 };
const ATTRIBUTE = { name: 1, integer: 3, graph: 6, integers: 8, kind: 20 };
const VALUE = { name: 1, type: 2 };
const TYPE = { tensor: 1 };
const TENSOR_TYPE = { kind: 1, shape: 2 };
const SHAPE = { dim: 1 };
const DIM = { size: 1, name: 2 };

/** Kinds of numbers in tensors (TensorProto.DataType). */
export const KINDS = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, half: 10 };
/** Kinds of attributes (AttributeProto.AttributeType). */
const ATTRIBUTE_KINDS = { integer: 2, graph: 5, integers: 7 };
/** TensorProto.DataLocation: numbers that lie in another file. */
const EXTERNAL = 1;
/** Of the format and of its operators, as the runtimes of some years know them. */
const [FORMAT, OPERATOR_SET] = [8, 13];

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
    this.outputs.push(makeValue(name, kind, [size]));
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
    integerField(ATTRIBUTE.kind, ATTRIBUTE_KINDS.integer),
  ]);
}

export function integersAttribute(name, values) {
  return writeMessage([
    bytesField(ATTRIBUTE.name, name),
    ...values.map((value) => integerField(ATTRIBUTE.integers, value)),
    integerField(ATTRIBUTE.kind, ATTRIBUTE_KINDS.integers),
  ]);
}

/** For nodes that run a graph of their own; `graph` as `makeGraph` writes it. */
export function graphAttribute(name, graph) {
  return writeMessage([
    bytesField(ATTRIBUTE.name, name),
    bytesField(ATTRIBUTE.graph, graph),
    integerField(ATTRIBUTE.kind, ATTRIBUTE_KINDS.graph),
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

/** A tensor whose numbers lie in another file: `place` is `{ location, offset, length }`. */
export function makeExternalTensor(name, kind, dims, place) {
  const entries = Object.entries(place).map(([key, value]) =>
    writeMessage([bytesField(ENTRY.key, key), bytesField(ENTRY.value, String(value))]),
  );
  const bytes = writeMessage([
    ...dims.map((dim) => integerField(TENSOR.dims, dim)),
    integerField(TENSOR.type, kind),
    bytesField(TENSOR.name, name),
    ...entries.map((entry) => bytesField(TENSOR.external, entry)),
    integerField(TENSOR.place, EXTERNAL),
  ]);
  return { bytes, name, dims, kind, data: Buffer.alloc(0) };
}

/** What a graph takes or gives. `dims` holds numbers, and names where a size is left open. */
export function makeValue(name, kind, dims) {
  const sizes = dims.map((dim) =>
    writeMessage([
      typeof dim === 'number' ? integerField(DIM.size, dim) : bytesField(DIM.name, dim),
    ]),
  );
  const shape = writeMessage(sizes.map((size) => bytesField(SHAPE.dim, size)));
  const tensor = [integerField(TENSOR_TYPE.kind, kind), bytesField(TENSOR_TYPE.shape, shape)];
  const type = writeMessage([bytesField(TYPE.tensor, writeMessage(tensor))]);
  return writeMessage([bytesField(VALUE.name, name), bytesField(VALUE.type, type)]);
}

/** `nodes` and `tensors` as they are made above, `inputs` and `outputs` by `makeValue`. */
export function makeGraph({ nodes, tensors = [], inputs, outputs }) {
  return writeMessage([
    ...nodes.map(({ bytes }) => bytesField(GRAPH.node, bytes)),
    bytesField(GRAPH.name, 'graph'),
    ...tensors.map(({ bytes }) => bytesField(GRAPH.initializer, bytes)),
    ...inputs.map((input) => bytesField(GRAPH.input, input)),
    ...outputs.map((output) => bytesField(GRAPH.output, output)),
  ]);
}

/** The bytes of an .onnx file of such a graph. */
export function makeModel(graph, operatorSet = OPERATOR_SET) {
  const operators = [
    bytesField(OPERATORS.domain, ''),
    integerField(OPERATORS.version, operatorSet),
  ];
  return writeMessage([
    integerField(MODEL.version, FORMAT),
    bytesField(MODEL.graph, graph),
    bytesField(MODEL.operators, writeMessage(operators)),
  ]);
}
