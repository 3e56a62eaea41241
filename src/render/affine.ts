/** x' = a x + b y + c, y' = d x + e y + f. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/**
 * Weighted least-squares affine map from `from` to `to` (x, y a point), pulled towards the best
 * similarity by `ridge` (share of the points' spread), so that points nearly on a line, as closed
 * lips are, still give a sound map.
 */
export function fitAffine(
  from: Float32Array,
  to: Float32Array,
  weights: Float32Array,
  ridge: number,
): Affine {
  const [mean, sums] = moments(from, to, weights);
  const { xx, xy, yy, xu, yu, xv, yv } = sums;
  const spread = xx + yy || 1;
  // Best similarity about the means: u = p x - q y, v = q x + p y.
  const p = (xu + yv) / spread;
  const q = (xv - yu) / spread;
  const k = ridge * spread;
  const [m00, m01, m11] = [xx + k, xy, yy + k];
  const determinant = m00 * m11 - m01 * m01;
  const solve = (rx: number, ry: number): readonly [number, number] => [
    (rx * m11 - ry * m01) / determinant,
    (ry * m00 - rx * m01) / determinant,
  ];
  const [a, b] = solve(xu + k * p, yu - k * q);
  const [d, e] = solve(xv + k * q, yv + k * p);
  return {
    a,
    b,
    c: mean.u - a * mean.x - b * mean.y,
    d,
    e,
    f: mean.v - d * mean.x - e * mean.y,
  };
}

function moments(from: Float32Array, to: Float32Array, weights: Float32Array) {
  const mean = { x: 0, y: 0, u: 0, v: 0 };
  let total = 0;
  weights.forEach((weight, i) => {
    total += weight;
    mean.x += weight * from[2 * i];
    mean.y += weight * from[2 * i + 1];
    mean.u += weight * to[2 * i];
    mean.v += weight * to[2 * i + 1];
  });
  mean.x /= total;
  mean.y /= total;
  mean.u /= total;
  mean.v /= total;
  const sums = { xx: 0, xy: 0, yy: 0, xu: 0, yu: 0, xv: 0, yv: 0 };
  weights.forEach((weight, i) => {
    const x = from[2 * i] - mean.x;
    const y = from[2 * i + 1] - mean.y;
    const u = to[2 * i] - mean.u;
    const v = to[2 * i + 1] - mean.v;
    sums.xx += weight * x * x;
    sums.xy += weight * x * y;
    sums.yy += weight * y * y;
    sums.xu += weight * x * u;
    sums.yu += weight * y * u;
    sums.xv += weight * x * v;
    sums.yv += weight * y * v;
  });
  return [mean, sums] as const;
}
