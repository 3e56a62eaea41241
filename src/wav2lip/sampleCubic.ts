/**
 * A square plane between its pixels, by Catmull-Rom's cubic: pictures that are smaller than the face stay sharper
 * under it than between straight lines. Beyond its edges the plane goes on as it ends.
 * @param u, v 0..1 across and down it
 */
export function sampleCubic(plane: Float32Array, size: number, u: number, v: number): number {
  const x = u * size - 0.5;
  const y = v * size - 0.5;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const a = x - column;
  const b = y - row;
  if (column < 1 || row < 1 || column > size - 3 || row > size - 3) {
    return cubic(b, (j) => cubic(a, (i) => pixel(plane, size, column + i, row + j)));
  }
  const at = row * size + column;
  return mixed(
    b,
    line(plane, at - size, a),
    line(plane, at, a),
    line(plane, at + size, a),
    line(plane, at + 2 * size, a),
  );
}

function line(plane: Float32Array, at: number, t: number): number {
  return mixed(t, plane[at - 1], plane[at], plane[at + 1], plane[at + 2]);
}

function mixed(t: number, p: number, q: number, r: number, s: number): number {
  return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
}

function cubic(t: number, at: (step: number) => number): number {
  return mixed(t, at(-1), at(0), at(1), at(2));
}

function pixel(plane: Float32Array, size: number, column: number, row: number): number {
  const x = Math.max(0, Math.min(size - 1, column));
  const y = Math.max(0, Math.min(size - 1, row));
  return plane[y * size + x];
}
