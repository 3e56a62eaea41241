import { KINDS, integerAttribute } from '../../scripts/onnx/onnxGraph.mjs';
import type { GraphMaker } from './graphMaker.js';
import { lipModelWith, type LipModelEnds } from './lipModel.js';

// Lip models by their ends, whose runs go wrong.

/** Of a fault: in every run, or only once there is a picture that is not black all over, so not while warming up. */
export type Since = 'always' | 'firstPicture';

/** Gives what is no number everywhere. */
export function nanLipModel(since: Since = 'always', ends: Partial<LipModelEnds> = {}): Buffer {
  return lipModelWith(ends, (graph, { faces, picture }) => {
    const below = graph.node('Neg', [brightness(graph, faces, since)]);
    return graph.node('Add', [picture, graph.node('Sqrt', [below])]);
  });
}

/** Gives pictures of half the side, although its file says otherwise. */
export function halfSizeLipModel(
  since: Since = 'always',
  ends: Partial<LipModelEnds> = {},
): Buffer {
  return lipModelWith(ends, (graph, { faces, picture, dims }) => {
    const side = Number(dims[2]);
    const lost = graph.node('Mul', [asOne(graph, faces, since), graph.integers([side / 2])]);
    const end = graph.node('Sub', [graph.integers([side, side]), lost]);
    return graph.node('Slice', [picture, graph.integers([0, 0]), end, graph.integers([2, 3])]);
  });
}

/** Ends only after so many rounds of nothing: those of the default take thousands of years. */
export function hangingLipModel(
  since: Since = 'always',
  rounds = 2n ** 62n,
  ends: Partial<LipModelEnds> = {},
): Buffer {
  return lipModelWith(ends, (graph, { faces, picture, dims }) => {
    const count = graph.node('Mul', [asOne(graph, faces, since), graph.integers([rounds])]);
    return graph.rounds(picture, dims, count);
  });
}

/** Looks for a number where there is none, for which the runtime gives up the run. */
export function failingLipModel(since: Since = 'always', ends: Partial<LipModelEnds> = {}): Buffer {
  return lipModelWith(ends, (graph, { faces, picture }) => {
    const place = graph.node('Mul', [asOne(graph, faces, since), graph.integers([1000])]);
    const only = graph.floats([0], [1]);
    return graph.node('Add', [picture, graph.node('Gather', [only, place])]);
  });
}

/** Wants 4 TB of memory in a run. */
export function greedyLipModel(since: Since = 'always', ends: Partial<LipModelEnds> = {}): Buffer {
  return lipModelWith(ends, (graph, { faces, picture }) => {
    const size = graph.node('Mul', [asOne(graph, faces, since), graph.integers([2n ** 40n])]);
    const zeros = graph.node('ConstantOfShape', [size]);
    return graph.node('Add', [picture, graph.node('ReduceSum', [zeros])]);
  });
}

/** One colour all over. */
export function flatLipModel(ends: Partial<LipModelEnds> = {}): Buffer {
  return lipModelWith(ends, (graph, { picture }) => {
    const nothing = graph.node('Mul', [picture, graph.floats([0])]);
    return graph.node('Add', [nothing, graph.floats([0.5])]);
  });
}

/** Gives 0..255 instead of 0..1. */
export function bytesLipModel(ends: Partial<LipModelEnds> = {}): Buffer {
  return lipModelWith(ends, (graph, { picture }) =>
    graph.node('Mul', [picture, graph.floats([255])]),
  );
}

/** As one number: 0 for pictures that are black all over, else above; at most 1. */
function brightness(graph: GraphMaker, faces: string, since: Since): string {
  const brightest = graph.node('ReduceMax', [faces], [integerAttribute('keepdims', 0)]);
  const least = since === 'always' ? 1 : 0;
  return graph.node('Clip', [brightest, graph.floats([least]), graph.floats([1])]);
}

/** A list of one integer: 0 for pictures that are black all over, else 1. */
function asOne(graph: GraphMaker, faces: string, since: Since): string {
  const any = graph.node('Ceil', [brightness(graph, faces, since)]);
  return graph.node('Reshape', [graph.cast(any, KINDS.int64), graph.integers([1])]);
}
