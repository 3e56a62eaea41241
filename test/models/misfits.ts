import { KINDS, integerAttribute } from '../../scripts/onnx/onnxGraph.mjs';
import { GraphMaker } from './graphMaker.js';
import { END_NAMES, lipModel } from './lipModel.js';

/** Networks that can be read and run, but take or give something else than a lip model. */
export const MISFITS: Readonly<Record<string, () => Buffer>> = {
  /** No multiple of 16. */
  oddSize: () => lipModel({ size: 100 }),
  tooSmall: () => lipModel({ size: 32 }),
  notSquare: () => endsOnly({ faces: ['n', 6, 96, 128], output: ['n', 3, 96, 128] }).model(),
  /** The judge of lips: five frames at once. */
  fiveFrames: () => endsOnly({ faces: ['n', 6, 5, 96, 96] }).model(),
  melWithoutChannel: () => endsOnly({ mel: ['n', 80, 16] }).model(),
  otherMel: () => endsOnly({ mel: ['n', 1, 64, 20] }).model(),
  onePicture: () => endsOnly({ faces: ['n', 3, 96, 96] }).model(),
  noSound: () => endsOnly({ mel: undefined }).model(),
  noPicture: () => endsOnly({ output: ['n', 512] }).model(),
  otherSizeOut: () => endsOnly({ output: ['n', 3, 192, 192] }).model(),
  openSize: () => endsOnly({ faces: ['n', 6, 'h', 'w'], output: ['n', 3, 'h', 'w'] }).model(),
  unequalBatches: () => endsOnly({ mel: [1, 1, 80, 16], faces: [4, 6, 96, 96] }).model(),
  integers: () => endsOnly({ kind: KINDS.int32 }).model(),
};

interface BareEnds {
  readonly mel?: readonly (number | string)[] | undefined;
  readonly faces?: readonly (number | string)[];
  readonly output?: readonly (number | string)[];
  readonly kind?: number;
}

/** A network of such ends that gives zeros. */
function endsOnly(ends: BareEnds): GraphMaker {
  const usual = { mel: ['n', 1, 80, 16], faces: ['n', 6, 96, 96], output: ['n', 3, 96, 96] };
  const { mel, faces, output, kind } = { kind: KINDS.float, ...usual, ...ends };
  const names = END_NAMES.melSpectrogram;
  const graph = new GraphMaker();
  if (mel) graph.input(names.mel, kind, mel);
  const given = graph.input(names.faces, kind, faces);
  const count = graph.slice(graph.node('Shape', [given]), 0, 0, 1);
  const sizes = output.slice(1).map((size) => (typeof size === 'number' ? size : 96));
  const shape = graph.node('Concat', [count, graph.integers(sizes)], [integerAttribute('axis', 0)]);
  graph.output(
    graph.cast(graph.node('ConstantOfShape', [shape]), kind),
    names.output,
    kind,
    output,
  );
  return graph;
}
