/** What is wrong with a net's picture. */
export type PictureFault =
  /** Values that are no numbers, or infinite. */
  | { readonly kind: 'not-finite'; readonly count: number }
  /** Numbers of another range than 0..1, such as 0..255. */
  | { readonly kind: 'out-of-range'; readonly lowest: number; readonly highest: number }
  /** One colour all over. */
  | { readonly kind: 'flat' };

/**
 * Looks whether a net's picture can be one of a face.
 * @param pixels 3 x size x size, expected in 0..1; numbers slightly beyond are not unusual
 */
export function checkPicture(pixels: Float32Array): PictureFault | undefined {
  let [lowest, highest, strange] = [Infinity, -Infinity, 0];
  for (const value of pixels) {
    if (!Number.isFinite(value)) strange += 1;
    else if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  if (strange > 0) return { kind: 'not-finite', count: strange };
  if (lowest < -BEYOND || highest > 1 + BEYOND) return { kind: 'out-of-range', lowest, highest };
  return highest - lowest < LEAST_CONTRAST ? { kind: 'flat' } : undefined;
}

/** What networks without a last sigmoid reach beyond 0..1. */
const BEYOND = 0.5;
/** Of a whole face; a face that is nearly dark has more. */
const LEAST_CONTRAST = 0.004;
