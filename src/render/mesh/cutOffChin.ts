import { LIP_OUTER } from '../../core/landmarkSets.js';

/** Lowest point of the chin. */
const CHIN_TIP = 152;
/** Eye distances from the picture's lower edge within which a chin counts as nearly cut off. */
const EDGE_REACH = 0.12;

/**
 * How freely skin at a height may move: 1 with the mouth, 0 as filmed. What the picture's lower edge
 * cuts off was never filmed, so a chin cannot be pulled up from there: towards that edge the skin
 * below the lips stands still.
 * @param positions x and y a landmark, pixels of the source
 * @param height of the picture
 * @param eyeDistance pixels
 */
export function freedomAbove(
  positions: Float32Array,
  height: number,
  eyeDistance: number,
): (y: number) => number {
  const edge = height - 1;
  const below = positions[2 * CHIN_TIP + 1] - edge;
  const amount = Math.max(0, Math.min(1, 1 + below / (EDGE_REACH * eyeDistance)));
  const lips = LIP_OUTER.reduce<number>((low, lip) => Math.max(low, positions[2 * lip + 1]), 0);
  if (amount === 0 || lips >= edge) return () => 1;
  return (y) => (y <= lips ? 1 : 1 - amount * (1 - Math.max(0, (edge - y) / (edge - lips))));
}
