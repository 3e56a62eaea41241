import type { ColorOrder } from '../core/lipModel.js';

/** Which plane of red, green and blue is a model's first, second and third. */
const PLANES: Readonly<Record<ColorOrder, readonly [number, number, number]>> = {
  bgr: [2, 1, 0],
  rgb: [0, 1, 2],
};

/**
 * A face as a lip model takes it: three planes whose lower half is dark, then the same whole.
 * @param rgb 3 x size x size, 0..1
 * @param out 6 x size x size
 */
export function askedPlanes(
  rgb: Float32Array,
  size: number,
  order: ColorOrder,
  out: Float32Array,
): void {
  const area = size * size;
  const seen = (size >> 1) * size;
  PLANES[order].forEach((plane, k) => {
    const from = rgb.subarray(plane * area, (plane + 1) * area);
    out.set(from.subarray(0, seen), k * area);
    out.fill(0, k * area + seen, (k + 1) * area);
    out.set(from, (3 + k) * area);
  });
}

/** A model's picture as red, green and blue, cut to 0..1. Both 3 x size x size. */
export function givenPlanes(
  picture: Float32Array,
  size: number,
  order: ColorOrder,
  out: Float32Array,
): void {
  const area = size * size;
  PLANES[order].forEach((plane, k) => {
    for (let i = 0; i < area; i++) {
      const value = picture[k * area + i];
      out[plane * area + i] = value < 0 ? 0 : value > 1 ? 1 : value;
    }
  });
}
