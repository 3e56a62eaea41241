import type { FaceBox } from '../../src/core/inspection.js';

/** A point in fractions of an upright picture. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** How far beside a box a click still means it, in sides of the box. */
const NEAR = 0.4;

/** The face that a point means: in its box, or just beside it. Undefined: there is none. */
export function faceAt(faces: readonly FaceBox[], point: PicturePoint): number | undefined {
  const ways = faces.map((face) => wayTo(face, point));
  const least = Math.min(...ways);
  return least <= NEAR ? ways.indexOf(least) : undefined;
}

/** From a point to a box, in sides of the box; of those that hold the point, the one nearest in the middle. */
function wayTo({ x, y, width, height }: FaceBox, point: PicturePoint): number {
  const [dx, dy] = [Math.abs(point.x - x) / width, Math.abs(point.y - y) / height];
  const outside = Math.hypot(Math.max(0, dx - 0.5), Math.max(0, dy - 0.5));
  return outside > 0 ? outside : -1 / (1 + Math.hypot(dx, dy));
}

/** The one that takes most of the picture. Undefined where there is none. */
export function largestFace(faces: readonly FaceBox[]): number | undefined {
  const areas = faces.map(({ width, height }) => width * height);
  return areas.length === 0 ? undefined : areas.indexOf(Math.max(...areas));
}
