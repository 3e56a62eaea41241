import { loopPlace, type LoopPlace } from '../../src/core/loopOrder.js';

/** Seconds by which the source may stray while both play: to put it right makes it stutter. */
const STRAY_PLAYING = 0.08;
/** Seconds by which it may stray while it stands: half of what a key steps by. */
const STRAY_STANDING = 0.02;

/**
 * How the video beside a result runs: `there-and-back` as a source does under a longer speech (see
 * `loopOrder`), or `once` as an earlier result of the same length does.
 */
export type Course =
  | {
      readonly kind: 'there-and-back';
      /** Frames of the source, where that is known; else it is told by how long it plays. */
      readonly frames: number | undefined;
      /** Frames a second of the result. */
      readonly rate: number;
    }
  | { readonly kind: 'once' };

/**
 * Keeps the other player at the place that the result shows. The result leads; while a source runs
 * backward it cannot play, so it is put to its place again and again.
 */
export function followResult(
  result: HTMLVideoElement,
  source: HTMLVideoElement,
  course: Course,
): void {
  const target = placeBeside(result.currentTime, source.duration, course);
  const plays = !result.paused && target.forward;
  source.playbackRate = result.playbackRate;
  if (plays && source.paused) void source.play().catch(() => undefined);
  if (!plays && !source.paused) source.pause();
  const stray = Math.abs(source.currentTime - target.time);
  if (stray > (plays ? STRAY_PLAYING : STRAY_STANDING) && !source.seeking) {
    source.currentTime = target.time;
  }
}

/** `duration` is NaN until the source is loaded. */
function placeBeside(time: number, duration: number, course: Course): LoopPlace {
  if (course.kind === 'there-and-back') {
    const { rate, frames = Math.round(duration * rate) } = course;
    return loopPlace(time, frames, rate);
  }
  return { time: Math.min(time, duration || 0), forward: time < duration };
}
