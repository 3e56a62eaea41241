/** At most. */
const STRENGTH = 1.5;
/** Beyond the brightest and darkest neighbour by so much of what lies between them: more makes halos. */
const OVERSHOOT = 0.1;

/**
 * Unsharp masking of one plane by its 3 x 3 neighbourhood, held within what the neighbourhood shows.
 * @param plane size x size; left as it is at its edges
 * @param amount 0..1
 * @param out as large; may not be `plane`
 */
export function sharpen(
  plane: Float32Array,
  size: number,
  amount: number,
  out: Float32Array,
): void {
  out.set(plane);
  for (let row = 1; row < size - 1; row++) {
    for (let column = 1; column < size - 1; column++) {
      const at = row * size + column;
      let [sum, low, high] = [0, Infinity, -Infinity];
      for (let y = -1; y <= 1; y++) {
        for (let x = -1; x <= 1; x++) {
          const value = plane[at + y * size + x];
          sum += value * (2 - Math.abs(x)) * (2 - Math.abs(y));
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      const more = plane[at] + STRENGTH * amount * (plane[at] - sum / 16);
      const room = OVERSHOOT * (high - low);
      out[at] = Math.max(low - room, Math.min(high + room, more));
    }
  }
}
