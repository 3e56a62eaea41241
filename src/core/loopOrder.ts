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

/** Source frames played one after the other, both included: forward, or backward where `last` is less. */
export interface LoopRun {
  readonly first: number;
  readonly last: number;
}

/** What `loopIndex` gives from position `from` to `to` (exclusive), in runs of one direction. */
export function* loopRuns(from: number, to: number, n: number): Iterable<LoopRun> {
  for (let t = from; t < to;) {
    const first = loopIndex(t, n);
    const forward = n === 1 || first === 0 || loopIndex(t + 1, n) > first;
    const most = forward ? n - first : first;
    // The first frame of all begins the next run forward.
    const length = Math.min(most, to - t);
    yield { first, last: forward ? first + length - 1 : first - length + 1 };
    t += length;
  }
}
