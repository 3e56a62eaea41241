import { KINDS, integerAttribute, integersAttribute } from '../../scripts/onnx/onnxGraph.mjs';
import { GraphMaker } from './graphMaker.js';

/** What the ends are called in the releases that are around. */
export const END_NAMES = {
  melSpectrogram: { mel: 'mel_spectrogram', faces: 'video_frames', output: 'predicted_frames' },
  sourceTarget: { mel: 'source', faces: 'target', output: 'output' },
  melVid: { mel: 'mel', faces: 'vid', output: 'gen' },
} as const;

export interface EndNames {
  readonly mel: string;
  readonly faces: string;
  readonly output: string;
}

export interface LipModelEnds {
  /** Side of the pictures, in pixels. */
  readonly size: number;
  readonly batch: number | 'free';
  /** Of inputs and output; inside it computes in floats of 32 bits. */
  readonly precision: 'float32' | 'float16';
  readonly names: EndNames;
}

const USUAL: LipModelEnds = {
  size: 96,
  batch: 'free',
  precision: 'float32',
  names: END_NAMES.melSpectrogram,
};

/** Where the drawn mouth is, as parts of the picture's side: its middle, half its width, half its greatest height. */
export const MOUTH = { x: 0.5, y: 0.74, halfWidth: 0.16, halfHeight: 0.1 } as const;
/** Its inside, 0..1, in the order of the planes: dark, and different in each, so that an exchange of colours is seen. */
export const MOUTH_COLOR = [0.08, 0.05, 0.2] as const;
/** Columns of the spectrogram that the mouth follows: from the frame's own time on. */
const HEARD = 4;
/** Levels (of -4..4) at which it is shut and wide open. */
const [SHUT, OPEN] = [-3, 1];

/**
 * A network of Wav2Lip's shape that needs no training, as an .onnx file of some KB: the lower half of its picture is
 * the other picture's, with a dark ellipse for a mouth whose height follows the loudness of the sound. In silence it
 * gives the other picture's lower half alone.
 */
export function lipModel(ends: Partial<LipModelEnds> = {}): Buffer {
  return lipModelWith(ends, (_graph, { picture }) => picture);
}

/** Values of the graph behind its ends, by their names. */
export interface LipValues {
  /** `[n,1,80,16]` */
  readonly mel: string;
  /** `[n,6,S,S]` */
  readonly faces: string;
  /** What the sound one gives, `[n,3,S,S]`. */
  readonly picture: string;
  readonly dims: readonly (number | string)[];
}

/** As `lipModel`, with its picture changed by `change`, which gives the name of what is given out instead. */
export function lipModelWith(
  ends: Partial<LipModelEnds>,
  change: (graph: GraphMaker, values: LipValues) => string,
  operatorSet?: number,
): Buffer {
  const { size, batch, precision, names } = { ...USUAL, ...ends };
  const kind = precision === 'float16' ? KINDS.half : KINDS.float;
  const frames = batch === 'free' ? 'n' : batch;
  const graph = new GraphMaker();
  const mel = graph.cast(graph.input(names.mel, kind, [frames, 1, 80, 16]), KINDS.float);
  const faces = graph.cast(graph.input(names.faces, kind, [frames, 6, size, size]), KINDS.float);
  const picture = draw(graph, faces, mouth(graph, mel, size), size);
  const dims = [frames, 3, size, size];
  const changed = change(graph, { mel, faces, picture, dims });
  graph.output(graph.cast(changed, kind), names.output, kind, dims);
  return graph.model(operatorSet);
}

/** How far the mouth is open, 0..1, for a window of the spectrogram (80 bands of 16 columns each). */
export function apertureOf(window: Float32Array): number {
  const heard = window.filter((_, i) => i % 16 < HEARD);
  const level = heard.reduce((sum, value) => sum + value, 0) / heard.length;
  return Math.max(0, Math.min(1, (level - SHUT) / (OPEN - SHUT)));
}

/** Masks of the mouth, `[n,1,S,S]`, 0..1: the lines of the formula (x / a)^2 + (y / b)^2 < 1, with soft edges. */
function mouth(graph: GraphMaker, mel: string, size: number): string {
  const heard = graph.slice(mel, 3, 0, HEARD);
  const axes = [integersAttribute('axes', [1, 2, 3]), integerAttribute('keepdims', 1)];
  const level = graph.node('ReduceMean', [heard], axes);
  const above = graph.node('Sub', [level, graph.floats([SHUT])]);
  const open = clip(graph, graph.node('Div', [above, graph.floats([OPEN - SHUT])]));
  const height = graph.node('Mul', [open, graph.floats([MOUTH.halfHeight * size])]);
  // So low that no pixel's middle lies inside.
  const least = graph.node('Max', [height, graph.floats([0.2])]);

  const across = axis(size, MOUTH.x).map((x) => (x / (MOUTH.halfWidth * size)) ** 2);
  const down = graph.floats(axis(size, MOUTH.y), [1, 1, size, 1]);
  const share = graph.node('Div', [down, least]);
  const sum = graph.node('Add', [
    graph.node('Mul', [share, share]),
    graph.floats(across, [1, 1, 1, size]),
  ]);
  const inside = graph.node('Sub', [graph.floats([1]), sum]);
  return clip(graph, graph.node('Mul', [inside, graph.floats([EDGE])]));
}

/** How steep the mouth's edges are. */
const EDGE = 8;

/** Distances of the pixels' middles from a place, in pixels. */
function axis(size: number, place: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => i + 0.5 - place * size);
}

/** The first picture above, the second one below, the mouth over it. */
function draw(graph: GraphMaker, faces: string, mask: string, size: number): string {
  const rows = Float32Array.from({ length: size }, (_, i) => (i < size / 2 ? 1 : 0));
  const upper = graph.floats(rows, [1, 1, size, 1]);
  const first = graph.node('Mul', [graph.slice(faces, 1, 0, 3), upper]);
  const lower = graph.node('Sub', [graph.floats([1]), upper]);
  const second = graph.node('Mul', [graph.slice(faces, 1, 3, 6), lower]);
  const face = graph.node('Add', [first, second]);
  const color = graph.floats(MOUTH_COLOR, [1, 3, 1, 1]);
  const step = graph.node('Mul', [graph.node('Sub', [color, face]), mask]);
  return graph.node('Add', [face, step]);
}

function clip(graph: GraphMaker, value: string): string {
  return graph.node('Clip', [value, graph.floats([0]), graph.floats([1])]);
}
