/** From 0 at 0 to 1 at 1 without a kink at either end (3t² - 2t³); level beyond them. */
export function smoothStep(t: number): number {
  const clamped = t < 0 ? 0 : t > 1 ? 1 : t;
  return clamped * clamped * (3 - 2 * clamped);
}
