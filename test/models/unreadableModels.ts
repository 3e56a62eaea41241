import {
  KINDS,
  integerAttribute,
  integersAttribute,
  makeExternalTensor,
} from '../../scripts/onnx/onnxGraph.mjs';
import { bytesField, integerField, writeMessage } from '../../scripts/onnx/protobuf.mjs';
import type { GraphMaker } from './graphMaker.js';
import { lipModel, lipModelWith } from './lipModel.js';

/** Files that cannot be read as a network. */
export const UNREADABLE: Readonly<Record<string, () => Buffer>> = {
  empty: () => Buffer.alloc(0),
  text: () => Buffer.from('This is not the model you are looking for.\n'),
  webPage: () => Buffer.from('<!doctype html><title>404</title><p>Not found</p>\n'),
  truncated: () => {
    const whole = lipModel();
    return whole.subarray(0, Math.floor(whole.length / 2));
  },
  /** Two GB of numbers are said to follow; none do. */
  hugeClaim: () => {
    const name = bytesField(8, 'huge');
    const tensor = writeMessage([integerField(1, 2 ** 29), integerField(2, KINDS.float), name]);
    const claim = Buffer.concat([tensor, Buffer.from([(9 << 3) | 2, 128, 128, 128, 128, 8])]);
    return writeMessage([integerField(1, 8), bytesField(7, writeMessage([bytesField(5, claim)]))]);
  },
  /** Two GB of numbers are said to lie in a tensor that holds four bytes. */
  emptyTensor: () => withTensor('huge', [2 ** 29], Buffer.alloc(4)),
  /** Of a set of operators that nobody knows yet. */
  futureOperators: () => lipModelWith({}, (_graph, { picture }) => picture, 9999),
  unknownOperator: () => lipModelWith({}, (graph, { picture }) => graph.node('Unheard', [picture])),
};

/**
 * A lip model of which a number lies in another file.
 * @param location as the file has it: `weights.bin`, `../weights.bin`, `/etc/passwd`
 */
export function externalLipModel(location: string, length = 4): Buffer {
  return lipModelWith({}, (graph, { picture }) => {
    const place = { location, offset: 0, length };
    graph.tensors.push(makeExternalTensor('outside', KINDS.float, [length / 4], place));
    return addMean(graph, picture, 'outside');
  });
}

function withTensor(name: string, dims: readonly number[], data: Buffer): Buffer {
  return lipModelWith({}, (graph, { picture }) => {
    const fields = dims.map((dim) => integerField(1, dim));
    const rest = [integerField(2, KINDS.float), bytesField(8, name), bytesField(9, data)];
    graph.tensors.push({ name, bytes: writeMessage([...fields, ...rest]) });
    return addMean(graph, picture, name);
  });
}

function addMean(graph: GraphMaker, picture: string, list: string): string {
  const axes = [integersAttribute('axes', [0]), integerAttribute('keepdims', 0)];
  return graph.node('Add', [picture, graph.node('ReduceMean', [list], axes)]);
}
