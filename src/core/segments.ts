import type { Run } from './runs.js';
import { ratio, type Rational } from './videoInfo.js';

/** Seconds between key frames: often enough that a result scrubs well in an editor. */
const KEY_SECONDS = 2;
/** Groups of pictures in a segment: about ten seconds, what a crash may cost. */
const GROUPS = 5;

/** Frames from one key frame to the next. */
export function keyInterval(rate: Rational): number {
  return Math.max(1, Math.round(KEY_SECONDS * ratio(rate)));
}

/**
 * Cuts an output of `frames` into segments of a whole number of groups of pictures, in order. The
 * cuts depend on length and rate alone, never on who makes the segments. An end shorter than a group
 * joins the segment before it: a file of its own would cost more to start than to draw.
 */
export function cutSegments(frames: number, rate: Rational): readonly Run[] {
  const group = keyInterval(rate);
  const length = GROUPS * group;
  const segments: Run[] = [];
  for (let from = 0; from < frames;) {
    const rest = frames - from;
    const to = rest < length + group ? frames : from + length;
    segments.push({ from, to });
    from = to;
  }
  return segments;
}
