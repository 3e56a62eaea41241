import { rgbFromYuv, yuvFromRgb } from '../core/colorMatrix.js';
import type { ColorCoding } from '../core/frame.js';
import type { ColorOrder } from '../core/lipModel.js';

/** Three planes in place: each becomes a weighted sum of all three and a constant. */
export class ColorTransform {
  /** Rows of three weights and a constant. */
  private constructor(private readonly rows: readonly (readonly number[])[]) {}

  /** Code values to R'G'B' of 0..1, in a net's order. */
  static toNet(color: ColorCoding, order: ColorOrder): ColorTransform {
    const rows = rowsOf((y, u, v) => rgbFromYuv(y, u, v, color));
    return new ColorTransform(order === 'rgb' ? rows : [...rows].reverse());
  }

  static fromNet(color: ColorCoding, order: ColorOrder): ColorTransform {
    const rows = rowsOf((r, g, b) => yuvFromRgb(r, g, b, color));
    if (order === 'rgb') return new ColorTransform(rows);
    return new ColorTransform(rows.map(([r, g, b, constant]) => [b, g, r, constant]));
  }

  /** Transforms the values from `from` to `to` (exclusive) of each. */
  apply(
    one: Float32Array,
    two: Float32Array,
    three: Float32Array,
    [from, to]: readonly [number, number],
  ): void {
    const [[a, b, c, d], [e, f, g, h], [i, j, k, l]] = this.rows;
    for (let at = from; at < to; at++) {
      const x = one[at];
      const y = two[at];
      const z = three[at];
      one[at] = a * x + b * y + c * z + d;
      two[at] = e * x + f * y + g * z + h;
      three[at] = i * x + j * y + k * z + l;
    }
  }
}

type Linear = (x: number, y: number, z: number) => readonly [number, number, number];

function rowsOf(map: Linear): number[][] {
  const constant = map(0, 0, 0);
  const columns = [map(1, 0, 0), map(0, 1, 0), map(0, 0, 1)];
  return constant.map((value, row) => [...columns.map((column) => column[row] - value), value]);
}
