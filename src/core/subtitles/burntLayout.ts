/** Where and how large letters are drawn into a picture; all in its pixels. */
export interface BurntLayout {
  readonly size: number;
  readonly outline: number;
  /** Of the strip that two lines stand on. */
  readonly width: number;
  readonly height: number;
  /** Of the strip's upper left corner; even, for the sake of colour. */
  readonly x: number;
  readonly y: number;
  /** Where the lower of two lines stands in the strip, or the only one, and the upper one. */
  readonly lower: number;
  readonly upper: number;
}

/** Shares of the picture's height. */
const LETTERS = 0.058;
const MARGIN = 0.06;
/** Apps lay their buttons over the foot of an upright picture. */
const UPRIGHT_MARGIN = 0.14;
/** The share of the width that lines may take. */
const SAFE_WIDTH = 0.9;

/**
 * @param widest how wide the widest line is, in heights of the font
 * @param kept pixels at the foot of the picture that something else stands on
 * @param top where the strip is to begin instead of at the foot
 */
export function burntLayout(
  picture: { readonly width: number; readonly height: number },
  widest: number,
  kept: number,
  top?: number,
): BurntLayout {
  const { width, height } = picture;
  const upright = width < height;
  // Of an upright picture the height says little of how many letters fit.
  const wished = LETTERS * Math.min(height, width * 1.1);
  const size = Math.max(
    8,
    Math.floor(Math.min(wished, (SAFE_WIDTH * width) / Math.max(1, widest))),
  );
  const outline = Math.max(1, Math.round(size * 0.075));
  const upper = Math.ceil(size * 1.1) + outline;
  const lower = upper + Math.round(size * 1.25);
  const strip = Math.min(height & ~1, even(lower + size * 0.4 + outline));
  const margin = Math.max(height * (upright ? UPRIGHT_MARGIN : MARGIN), kept);
  const y = top ?? Math.max(0, even(height - strip - margin));
  return { size, outline, width: width & ~1, height: strip, x: 0, y, lower, upper };
}

function even(pixels: number): number {
  return Math.round(pixels) & ~1;
}

/** Bytes of pictures that ffmpeg draws at once, three a pixel. */
const MOST_DRAWN = 24 * 2 ** 20;
/** Texts too: each is some hundred characters of a command line, which Windows allows 32 thousand. */
const MOST_TEXTS = 24;

export function textsAtOnce({ width, height }: Pick<BurntLayout, 'width' | 'height'>): number {
  const fitting = Math.floor(MOST_DRAWN / (width * height * 3));
  return Math.max(1, Math.min(MOST_TEXTS, fitting));
}
