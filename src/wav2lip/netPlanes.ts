import type { ColorCoding } from '../core/frame.js';
import type { ColorOrder } from '../core/lipModel.js';
import { ColorTransform } from './colorTransform.js';
import { sharpenPlane, softenPlane } from './sharpen.js';
import type { SkinOffset } from './skinOffset.js';

export interface PlaneRows {
  /** Rows that are wanted, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** A net's picture as code values of a frame, fractions kept. Owns its buffers. */
export class NetPlanes {
  /** Y, U, V of size x size. */
  readonly planes: readonly [Float32Array, Float32Array, Float32Array];
  private readonly fromNet: ColorTransform;
  private readonly scratch: Float32Array;

  constructor(
    private readonly size: number,
    color: ColorCoding,
    colors: ColorOrder,
  ) {
    const area = size * size;
    this.planes = [new Float32Array(area), new Float32Array(area), new Float32Array(area)];
    this.scratch = new Float32Array(area);
    this.fromNet = ColorTransform.fromNet(color, colors);
  }

  /**
   * Takes rows of a picture with an offset of its colours.
   * @param shrink how many of the picture's pixels one of the frame is wide
   * @param sharpen 0..1
   */
  take(
    pixels: Float32Array,
    offset: SkinOffset,
    { from, to }: PlaneRows,
    { shrink, sharpen }: { readonly shrink: number; readonly sharpen: number },
  ): void {
    const { size, planes, scratch } = this;
    planes.forEach((plane, k) => {
      const part = pixels.subarray(k * size * size, (k + 1) * size * size);
      addOffset(part, offset, k, { from, to }, { size, out: plane });
    });
    this.fromNet.apply(...planes, [from * size, to * size]);
    const extent = { size, from, to };
    if (sharpen > 0) sharpenPlane(planes[0], scratch, extent, sharpen);
    for (const plane of planes) softenPlane(plane, scratch, extent, shrink);
  }
}

function addOffset(
  pixels: Float32Array,
  { side, offsets }: SkinOffset,
  channel: number,
  { from, to }: PlaneRows,
  { size, out }: { readonly size: number; readonly out: Float32Array },
): void {
  const plane = offsets.subarray(channel * side * side, (channel + 1) * side * side);
  for (let row = from; row < to; row++) {
    const y = clamp(((row + 0.5) * side) / size - 0.5, 0, side - 1);
    const fy = y - Math.floor(y);
    const above = Math.floor(y) * side;
    const below = fy > 0 ? above + side : above;
    for (let column = 0; column < size; column++) {
      const x = clamp(((column + 0.5) * side) / size - 0.5, 0, side - 1);
      const x0 = Math.floor(x);
      const fx = x - x0;
      const x1 = fx > 0 ? x0 + 1 : x0;
      const top = plane[above + x0] * (1 - fx) + plane[above + x1] * fx;
      const bottom = plane[below + x0] * (1 - fx) + plane[below + x1] * fx;
      const value = pixels[row * size + column] + top * (1 - fy) + bottom * fy;
      out[row * size + column] = value < 0 ? 0 : value > 1 ? 1 : value;
    }
  }
}

function clamp(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : value;
}
