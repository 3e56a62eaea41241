import {
  INNER_LIP_BOTTOM,
  INNER_LIP_TOP,
  MOUTH_CORNER_LEFT,
  MOUTH_CORNER_RIGHT,
  MOVED,
} from './landmarkSets.js';

/** Numbers in one lower-face shape: x, y, z of each point of MOVED, in its order. */
export const MOVED_FLOATS = MOVED.length * 3;

const position = new Map(MOVED.map((landmark, i) => [landmark, 3 * i]));

/** Where a landmark's x, y, z start in a lower-face shape. @throws RangeError if it is not moved */
export function movedOffset(landmark: number): number {
  const offset = position.get(landmark);
  if (offset === undefined) throw new RangeError(`landmark ${landmark} is not moved`);
  return offset;
}

const TOP = movedOffset(INNER_LIP_TOP);
const BOTTOM = movedOffset(INNER_LIP_BOTTOM);

/** Where `innerAperture` looks. */
export const APERTURE_OFFSETS: readonly number[] = [TOP + 1, BOTTOM + 1];

/** Distance the inner lips are apart in the middle, in the shape's units; negative when crossed. */
export function innerAperture(shape: Float32Array): number {
  return shape[BOTTOM + 1] - shape[TOP + 1];
}

const RIGHT = movedOffset(MOUTH_CORNER_RIGHT);
const LEFT = movedOffset(MOUTH_CORNER_LEFT);

/** Where `mouthWidth` looks. */
export const WIDTH_OFFSETS: readonly number[] = [LEFT, RIGHT];

/** Distance of the mouth's corners along the face, in the shape's units. */
export function mouthWidth(shape: Float32Array): number {
  return shape[LEFT] - shape[RIGHT];
}
