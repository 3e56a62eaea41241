import type { Part } from '../../src/core/part.js';
import { usedSpan } from '../../src/core/usedTime.js';

/** Where what is used of a file begins and ends, in seconds of the file. */
export interface Points {
  readonly from: number;
  readonly to: number;
}

export type Point = keyof Points;

/** Seconds; less is too little to show or to say anything. */
const SHORTEST = 0.2;

export function pointsOf(part: Part | undefined, duration: number): Points {
  return usedSpan(part, duration);
}

/** The same with one moved as near to a place as the other and the file allow. Milliseconds. */
export function moved(points: Points, point: Point, seconds: number, duration: number): Points {
  const { from, to } = limitsOf(points, point, duration);
  const place = Math.round(Math.min(to, Math.max(from, seconds)) * 1000) / 1000;
  return { ...points, [point]: place };
}

/** Between which places a point may be moved. */
export function limitsOf(points: Points, point: Point, duration: number): Points {
  const shortest = Math.min(SHORTEST, duration);
  return point === 'from'
    ? { from: 0, to: Math.max(0, points.to - shortest) }
    : { from: Math.min(duration, points.from + shortest), to: duration };
}

/** As the project says it: what is at the file's own ends is not told. */
export function partOf({ from, to }: Points, duration: number): Part {
  return { ...(from > 0 && { from }), ...(to < duration - 0.0005 && { to }) };
}
