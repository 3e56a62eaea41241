/** Seconds by which the source may stray while both play: to put it right makes it stutter. */
const STRAY_PLAYING = 0.08;
/** Seconds by which it may stray while it stands: half of what a key steps by. */
const STRAY_STANDING = 0.02;

/**
 * Where the source is at a moment of the result: the engine plays it forward and backward in turn
 * to fill the speech (see `loopOrder`). @returns seconds, and which way it runs there
 */
export function sourceTime(
  time: number,
  sourceDuration: number,
): { readonly time: number; readonly forward: boolean } {
  if (!(sourceDuration > 0)) return { time: 0, forward: true };
  const phase = time % (2 * sourceDuration);
  return phase < sourceDuration
    ? { time: phase, forward: true }
    : { time: 2 * sourceDuration - phase, forward: false };
}

/**
 * How the video beside a result runs: `there-and-back` as a source does under a longer speech, or
 * `once` as an earlier result of the same length does.
 */
export type Course = 'there-and-back' | 'once';

/**
 * Keeps the other player at the place that the result shows. The result leads; while a source runs
 * backward it cannot play, so it is put to its place again and again.
 */
export function followResult(
  result: HTMLVideoElement,
  source: HTMLVideoElement,
  course: Course,
): void {
  const target =
    course === 'there-and-back'
      ? sourceTime(result.currentTime, source.duration)
      : {
          time: Math.min(result.currentTime, source.duration || 0),
          forward: result.currentTime < source.duration,
        };
  const plays = !result.paused && target.forward;
  source.playbackRate = result.playbackRate;
  if (plays && source.paused) void source.play().catch(() => undefined);
  if (!plays && !source.paused) source.pause();
  const stray = Math.abs(source.currentTime - target.time);
  if (stray > (plays ? STRAY_PLAYING : STRAY_STANDING) && !source.seeking) {
    source.currentTime = target.time;
  }
}
