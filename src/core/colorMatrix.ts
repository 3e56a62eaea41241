import type { ColorCoding } from './frame.js';

/** R'G'B', 0..1 each. */
export type Rgb = readonly [number, number, number];

/** Luma weights of red and blue: ITU-R BT.601, BT.709, BT.2020 (non-constant luminance). */
export const LUMA_WEIGHTS: Readonly<
  Record<ColorCoding['matrix'], { readonly red: number; readonly blue: number }>
> = {
  bt601: { red: 0.299, blue: 0.114 },
  bt709: { red: 0.2126, blue: 0.0722 },
  bt2020: { red: 0.2627, blue: 0.0593 },
};

/** 8-bit code values (fractions kept) to R'G'B', not clamped. */
export function rgbFromYuv(y: number, u: number, v: number, color: ColorCoding): Rgb {
  const { red, blue } = LUMA_WEIGHTS[color.matrix];
  const chromaSpan = color.fullRange ? 255 : 224;
  const luma = color.fullRange ? y / 255 : (y - 16) / 219;
  const r = luma + (2 * (1 - red) * (v - 128)) / chromaSpan;
  const b = luma + (2 * (1 - blue) * (u - 128)) / chromaSpan;
  return [r, (luma - red * r - blue * b) / (1 - red - blue), b];
}

/** R'G'B' to 8-bit code values, neither rounded nor clamped. */
export function yuvFromRgb(
  r: number,
  g: number,
  b: number,
  color: ColorCoding,
): readonly [number, number, number] {
  const { red, blue } = LUMA_WEIGHTS[color.matrix];
  const luma = red * r + (1 - red - blue) * g + blue * b;
  const chromaSpan = color.fullRange ? 255 : 224;
  return [
    color.fullRange ? 255 * luma : 16 + 219 * luma,
    128 + ((b - luma) / (2 * (1 - blue))) * chromaSpan,
    128 + ((r - luma) / (2 * (1 - red))) * chromaSpan,
  ];
}
