/** Rows of a square plane. */
export interface Extent {
  readonly size: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Of the differences to the neighbourhood, how much is added where sharpening is 1. */
const GAIN = 1.2;
/** How far a pixel may go beyond its neighbours, as a share of how much these differ: no bright seams. */
const OVERSHOOT = 0.15;
/**
 * A pass of blurring for so much of n² - 1, where a pixel of the frame is n of the net's wide. Evening out all that
 * falls into such a pixel would take 6, and costs small faces more sharpness than it saves them of flicker.
 */
const PASS = 8;

/** Raises edges of a plane in place, within what its neighbourhood shows already. @param amount 0..1 */
export function sharpenPlane(
  plane: Float32Array,
  scratch: Float32Array,
  { size, from, to }: Extent,
  amount: number,
): void {
  scratch.set(plane.subarray(from * size, to * size), from * size);
  for (let row = from + 1; row < to - 1; row++) {
    for (let column = 1, at = row * size + 1; column < size - 1; column++, at++) {
      let sum = 0;
      let lowest = Infinity;
      let highest = -Infinity;
      for (let y = at - size; y <= at + size; y += size) {
        for (let i = y - 1; i <= y + 1; i++) {
          const value = scratch[i];
          sum += value;
          if (value < lowest) lowest = value;
          if (value > highest) highest = value;
        }
      }
      const room = OVERSHOOT * (highest - lowest);
      const raised = scratch[at] + amount * GAIN * (scratch[at] - sum / 9);
      plane[at] = Math.max(lowest - room, Math.min(highest + room, raised));
    }
  }
}

/** Blurs a plane in place as far as it is shown smaller than it is, so that fine detail does not flicker. */
export function softenPlane(
  plane: Float32Array,
  scratch: Float32Array,
  { size, from, to }: Extent,
  shrink: number,
): void {
  const passes = Math.max(0, Math.floor((shrink * shrink - 1) / PASS));
  for (let pass = 0; pass < passes; pass++) {
    for (let row = from; row < to; row++) {
      for (let column = 0, at = row * size; column < size; column++, at++) {
        const left = column > 0 ? at - 1 : at;
        const right = column < size - 1 ? at + 1 : at;
        scratch[at] = (plane[left] + 2 * plane[at] + plane[right]) / 4;
      }
    }
    for (let row = from; row < to; row++) {
      const above = row > from ? -size : 0;
      const below = row < to - 1 ? size : 0;
      for (let at = row * size; at < (row + 1) * size; at++) {
        plane[at] = (scratch[at + above] + 2 * scratch[at] + scratch[at + below]) / 4;
      }
    }
  }
}
