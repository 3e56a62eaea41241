export type Point = readonly [number, number];

/** The convex polygon around points, counter-clockwise where y points up; at least two points. */
export function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const lower = chainOf(sorted);
  const upper = chainOf([...sorted].reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chainOf(sorted: readonly Point[]): Point[] {
  const chain: Point[] = [];
  for (const point of sorted) {
    while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) {
      chain.pop();
    }
    chain.push(point);
  }
  return chain;
}

function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** A polygon's corners as one list of x, y: for loops over many places. */
export function flat(points: readonly Point[]): Float64Array {
  return Float64Array.from(points.flat());
}

/** Distance from a convex polygon as `flat` gives it, 0 inside of it. */
export function distanceOutside(hull: Float64Array, x: number, y: number): number {
  let nearest = Infinity;
  let isInside = true;
  let px = hull[hull.length - 2];
  let py = hull[hull.length - 1];
  for (let i = 0; i < hull.length; i += 2) {
    const qx = hull[i];
    const qy = hull[i + 1];
    const ex = qx - px;
    const ey = qy - py;
    const wx = x - px;
    const wy = y - py;
    if (ex * wy - ey * wx < 0) isInside = false;
    const length = ex * ex + ey * ey;
    const along = length > 0 ? (wx * ex + wy * ey) / length : 0;
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    const dx = wx - t * ex;
    const dy = wy - t * ey;
    const squared = dx * dx + dy * dy;
    if (squared < nearest) nearest = squared;
    px = qx;
    py = qy;
  }
  return isInside ? 0 : Math.sqrt(nearest);
}
