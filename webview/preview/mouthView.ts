import type { PicturePart } from '../../src/core/report.js';

/** How much of the picture is seen around a mouth, in widths of that mouth. */
const SURROUNDINGS = 2.2;
/** Pictures are never magnified more than this: beyond it there are only squares. */
const MOST = 6;

/** What of a picture is seen: magnified `scale` times, then moved by fractions of its own size. */
export interface PictureView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Brings a mouth to the middle, as near as the picture's edges allow. */
export function viewOfMouth({ x, y, width, height }: PicturePart): PictureView {
  const seen = Math.min(1, SURROUNDINGS * Math.max(width, height));
  const scale = Math.min(MOST, 1 / seen);
  const shift = (centre: number) => {
    const most = 1 - 1 / scale;
    return -Math.min(most, Math.max(0, centre - 0.5 / scale));
  };
  return { scale, x: shift(x + width / 2), y: shift(y + height / 2) };
}

/** As a CSS transform with its origin at the top left corner. */
export function transformOf({ scale, x, y }: PictureView): string {
  return `scale(${scale.toFixed(3)}) translate(${(x * 100).toFixed(2)}%, ${(y * 100).toFixed(2)}%)`;
}
