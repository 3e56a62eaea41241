/**
 * The order in which a clip of `n` frames is played to fill any length without a jump: forward,
 * then backward, and so on: 0..n-1, n-2..0, 1..n-1, ...
 *
 * @param t position in the output, an integer >= 0
 * @param n frames of the clip, >= 1 (else RangeError)
 * @returns index of the source frame shown at `t`
 */
export function loopIndex(t: number, n: number): number {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`a clip of ${n} frames cannot loop`);
  if (!Number.isInteger(t) || t < 0) throw new RangeError(`${t} is not a position`);
  if (n === 1) return 0;
  const period = 2 * n - 2;
  const phase = t % period;
  return phase < n ? phase : period - phase;
}
