import { chromaWidth, type YuvFrame } from '../core/frame.js';

/** Letters as they are laid over a picture, a byte a pixel. */
export interface TextPicture {
  readonly width: number;
  readonly height: number;
  /** How much of each pixel is letter. */
  readonly ink: Uint8Array;
  /** How much of it is letter or outline. */
  readonly cover: Uint8Array;
}

/** What is white and black in a picture whose levels are limited; in one of full range nearly so. */
const WHITE = 235;
const BLACK = 16;
const NEUTRAL = 128;

/** Lays white letters with a black outline over a frame, their upper left corner at x and y, which are even. */
export function paintText(frame: YuvFrame, text: TextPicture, x: number, y: number): void {
  const width = Math.min(text.width, frame.width - x);
  const height = Math.min(text.height, frame.height - y);
  for (let row = 0; row < height; row++) {
    const from = row * text.width;
    const to = (y + row) * frame.width + x;
    for (let column = 0; column < width; column++) {
      const cover = text.cover[from + column];
      if (cover === 0) continue;
      const ink = text.ink[from + column];
      const behind = frame.y[to + column] * (255 - cover);
      frame.y[to + column] = (behind + WHITE * ink + BLACK * (cover - ink) + 127) / 255;
    }
  }
  takeColour(frame, text, { x, y, width, height });
}

/** Letters are white on any picture: where they are, it has no colour. */
function takeColour(
  frame: YuvFrame,
  text: TextPicture,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  const stride = chromaWidth(frame.width);
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      const at = row * text.width + column;
      const right = column + 1 < width ? 1 : 0;
      const below = row + 1 < height ? text.width : 0;
      const { cover } = text;
      const sum = cover[at] + cover[at + right] + cover[at + below] + cover[at + right + below];
      if (sum === 0) continue;
      const to = ((y + row) >> 1) * stride + ((x + column) >> 1);
      frame.u[to] = (frame.u[to] * (1020 - sum) + NEUTRAL * sum + 510) / 1020;
      frame.v[to] = (frame.v[to] * (1020 - sum) + NEUTRAL * sum + 510) / 1020;
    }
  }
}
