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

/** Where in a clip a player is to be, and which way the clip runs there. */
export interface LoopPlace {
  /** Seconds from the clip's start; the frame there is the one that `loopIndex` names. */
  readonly time: number;
  readonly forward: boolean;
}

/**
 * The same order by the clock. Forward, time runs with the output's; backward it is the middle of the
 * frame that is shown, since no player runs backward.
 *
 * @param time seconds into the output, >= 0
 * @param n frames of the clip; less than 1 or no number while it is not known, which gives its start
 * @param rate frames a second of both
 */
export function loopPlace(time: number, n: number, rate: number): LoopPlace {
  const frames = Math.floor(n);
  if (!(frames > 1) || !(rate > 0) || !(time >= 0)) return { time: 0, forward: true };
  const period = 2 * frames - 2;
  // A player stands at the start of a frame give or take its clock's grain.
  const position = (time * rate + FRAME_GRAIN) % period;
  if (position < frames) return { time: Math.max(0, position - FRAME_GRAIN) / rate, forward: true };
  return { time: (loopIndex(Math.floor(position), frames) + 0.5) / rate, forward: false };
}

/** Frames by which a player's clock may fall short of a frame's start. */
const FRAME_GRAIN = 1e-3;

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
