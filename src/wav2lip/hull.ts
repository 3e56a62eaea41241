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

/** Distance from a convex polygon, 0 inside of it. */
export function distanceOutside(hull: readonly Point[], x: number, y: number): number {
  let nearest = Infinity;
  let isInside = true;
  let [px, py] = hull[hull.length - 1];
  for (const [qx, qy] of hull) {
    const [ex, ey] = [qx - px, qy - py];
    const [wx, wy] = [x - px, y - py];
    if (ex * wy - ey * wx < 0) isInside = false;
    const length = ex * ex + ey * ey;
    const along = length > 0 ? (wx * ex + wy * ey) / length : 0;
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    const [dx, dy] = [wx - t * ex, wy - t * ey];
    nearest = Math.min(nearest, dx * dx + dy * dy);
    [px, py] = [qx, qy];
  }
  return isInside ? 0 : Math.sqrt(nearest);
}
