import { LARGEST_PICTURE, SMALLEST_PICTURE, type LipModelShape } from '../core/lipModel.js';
import type { ModelEnd } from '../core/model.js';
import { MEL_BANDS, MEL_STEPS } from './mel.js';

/** What about a network is not as in Wav2Lip. */
export type MisfitPart =
  /** Not one input for the sound and one for the faces. */
  | 'inputs'
  /** No output that is a picture of the faces' size. */
  | 'output'
  /** The faces' size is left open, although such a network works at one size alone. */
  | 'open-size'
  /** A size that is no multiple of 16, is too small or too large, or no square. */
  | 'size'
  /** Several frames of one face at once, as the network that judges lips takes them. */
  | 'sequence'
  /** Another number of frames for the sound than for the faces, or more than memory is for. */
  | 'batch'
  /** Numbers that are no floats, or floats of two kinds. */
  | 'type';

/** Why a network cannot be run as a lip model. */
export interface LipModelMisfit {
  readonly part: MisfitPart;
  /** Names, types and sizes, without words of any language. */
  readonly found: string;
  readonly wanted: string;
}

/** A picture's side is halved until it is one: a network's sides are multiples of this. */
const SIZE_STEP = 16;
const MOST_FRAMES = 128;
/** Floats of the faces of one run: 256 MB. */
const MOST_FLOATS = 1 << 26;
const FLOATS = ['float32', 'float16'];

/**
 * What a network takes and gives, told by sizes; by names only where sizes are left open.
 *
 * The faces' size must stand in the file: the layers that end in one pixel fit one size alone, and guessing it
 * would fail in the middle of a run, or, with a network that takes any, give blurred lips without a word.
 */
export function readModelShape(
  inputs: readonly ModelEnd[],
  outputs: readonly ModelEnd[],
): LipModelShape | LipModelMisfit {
  const ends = findEnds(inputs, outputs);
  if ('part' in ends) return ends;
  const { mel, faces, output } = ends;
  const size = sizeOf(faces, output);
  if (typeof size !== 'number') return size;
  const kinds = new Set([mel.type, faces.type]);
  if (kinds.size > 1 || ![mel, faces, output].every(({ type }) => FLOATS.includes(type))) {
    return misfit('type', [mel, faces, output], 'float32 | float16');
  }
  const batches = new Set([mel, faces, output].map(({ shape }) => shape[0]).filter(isFixed));
  const [batch = 'free'] = batches;
  const tooMany = batch !== 'free' && (batch > MOST_FRAMES || batch * 6 * size ** 2 > MOST_FLOATS);
  if (batches.size > 1 || tooMany) {
    return misfit('batch', [mel, faces, output], `n <= ${MOST_FRAMES}`);
  }
  const precision = faces.type === 'float16' ? 'float16' : 'float32';
  return { size, batch, precision, mel: mel.name, faces: faces.name, output: output.name };
}

interface Ends {
  readonly mel: ModelEnd;
  readonly faces: ModelEnd;
  readonly output: ModelEnd;
}

function findEnds(
  inputs: readonly ModelEnd[],
  outputs: readonly ModelEnd[],
): Ends | LipModelMisfit {
  const sequence = inputs.find(({ shape }) => shape.length === 5);
  if (sequence) return misfit('sequence', [sequence], '[n,6,S,S]');
  const [one, other] = inputs;
  if (inputs.length !== 2) return misfit('inputs', inputs, WANTED_INPUTS);
  const orders = [[one, other] as const, [other, one] as const].filter(
    ([mel, faces]) => canBe(mel, MEL) && canBe(faces, FACES),
  );
  if (orders.length === 0) return misfit('inputs', inputs, WANTED_INPUTS);
  const [mel, faces] = orders.find(([first]) => SOUND_NAMES.test(first.name)) ?? orders[0];
  const pictures = outputs.filter((end) => canBe(end, PICTURE));
  const sure = pictures.find(({ shape }) => shape[1] === 3) ?? pictures.at(0);
  if (sure === undefined) return misfit('output', outputs, '[n,3,S,S]');
  return { mel, faces, output: sure };
}

/** Sizes that must be met where they are fixed; `any` where each will do. */
type Pattern = readonly (number | 'any')[];
const MEL: Pattern = ['any', 1, MEL_BANDS, MEL_STEPS];
const FACES: Pattern = ['any', 6, 'any', 'any'];
const PICTURE: Pattern = ['any', 3, 'any', 'any'];
const WANTED_INPUTS = `[n,1,${MEL_BANDS},${MEL_STEPS}] + [n,6,S,S]`;

/** What the sound's input is called in the releases that are around. */
const SOUND_NAMES = /mel|audio|sound|speech|source/i;

function canBe({ shape }: ModelEnd, pattern: Pattern): boolean {
  if (shape.length !== pattern.length) return false;
  return pattern.every((wanted, i) => {
    const size = shape[i];
    return wanted === 'any' || !isFixed(size) || size === wanted;
  });
}

function isFixed(size: number | string): size is number {
  return typeof size === 'number' && size > 0;
}

function sizeOf(faces: ModelEnd, output: ModelEnd): number | LipModelMisfit {
  const sides = [faces, output].flatMap(({ shape }) => shape.slice(2).filter(isFixed));
  if (sides.length === 0) return misfit('open-size', [faces], '[n,6,96,96]');
  const [size] = sides;
  const isOne = sides.every((side) => side === size);
  if (isOne && size % SIZE_STEP === 0 && size >= SMALLEST_PICTURE && size <= LARGEST_PICTURE) {
    return size;
  }
  const wanted = `S = ${SMALLEST_PICTURE}, ${SMALLEST_PICTURE + SIZE_STEP} .. ${LARGEST_PICTURE}`;
  return misfit('size', [faces, output], wanted);
}

function misfit(part: MisfitPart, ends: readonly ModelEnd[], wanted: string): LipModelMisfit {
  return { part, found: ends.map(described).join(' + ') || '-', wanted };
}

function described({ name, type, shape }: ModelEnd): string {
  return `${name} ${type} [${shape.map((size) => (size === '' ? '?' : size)).join(',')}]`;
}
