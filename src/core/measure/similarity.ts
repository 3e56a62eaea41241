/** A similarity of the plane: (x, y) -> (a x - b y + tx, b x + a y + ty). */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/**
 * Least-squares similarity that takes points of `from` to those of `to` (flat x, y; Umeyama 1991 in
 * the plane). `indices` are the points to fit, counted from `fromStart` and `toStart` (points, not
 * numbers). Null where they coincide or are not finite.
 */
export function fitSimilarity(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  indices: readonly number[],
  fromStart = 0,
  toStart = 0,
): Similarity | null {
  let [fx, fy, gx, gy] = [0, 0, 0, 0];
  for (const i of indices) {
    fx += from[2 * (fromStart + i)] / indices.length;
    fy += from[2 * (fromStart + i) + 1] / indices.length;
    gx += to[2 * (toStart + i)] / indices.length;
    gy += to[2 * (toStart + i) + 1] / indices.length;
  }
  let [dot, cross, spread] = [0, 0, 0];
  for (const i of indices) {
    const x = from[2 * (fromStart + i)] - fx;
    const y = from[2 * (fromStart + i) + 1] - fy;
    const u = to[2 * (toStart + i)] - gx;
    const v = to[2 * (toStart + i) + 1] - gy;
    dot += x * u + y * v;
    cross += x * v - y * u;
    spread += x * x + y * y;
  }
  if (!(spread > 0 && Number.isFinite(dot) && Number.isFinite(cross))) return null;
  const a = dot / spread;
  const b = cross / spread;
  return { a, b, tx: gx - a * fx + b * fy, ty: gy - b * fx - a * fy };
}
