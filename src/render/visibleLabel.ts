import { chromaWidth, type YuvFrame } from '../core/frame.js';

/** The glyphs of the label, five columns by seven rows, a row a number, leftmost bit highest. */
const GLYPHS = new Map<string, readonly number[]>(
  Object.entries({
    A: [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
    I: [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
    G: [0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01110],
    E: [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
    N: [0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001],
    R: [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001],
    T: [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100],
    D: [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110],
    '-': [0, 0, 0, 0b01110, 0, 0, 0],
  }),
);
const TEXT = 'AI-GENERATED';
const COLUMNS = TEXT.length * 6 + 1;
const ROWS = 9;
/** The label's height is this share of the picture's. */
const HEIGHT_SHARE = 1 / 28;
const INK = 225;
/** How much of the picture's light stays behind the letters. */
const VEIL = 0.45;

/** Pixels at the foot of a picture of some height that the label stands on, with room above it. */
export function labelHeight(height: number): number {
  return (ROWS + 4) * cellOf(height);
}

function cellOf(height: number): number {
  return Math.max(1, Math.round((height * HEIGHT_SHARE) / ROWS));
}

/** Paints "AI-GENERATED" on a veil in the lower left corner. Smaller pictures than the label stay. */
export function paintLabel(frame: YuvFrame): void {
  const cell = cellOf(frame.height);
  const margin = 2 * cell;
  const top = frame.height - margin - ROWS * cell;
  if (top < 0 || margin + COLUMNS * cell > frame.width) return;
  for (let row = 0; row < ROWS * cell; row++) {
    for (let column = 0; column < COLUMNS * cell; column++) {
      const at = (top + row) * frame.width + margin + column;
      const ink = isInk(Math.floor(column / cell), Math.floor(row / cell));
      frame.y[at] = ink ? INK : frame.y[at] * VEIL;
    }
  }
  greyOut(frame, margin, top, COLUMNS * cell, ROWS * cell);
}

function isInk(column: number, row: number): boolean {
  const glyph = GLYPHS.get(TEXT.charAt(Math.floor((column - 1) / 6)));
  const bit = (column - 1) % 6;
  if (glyph === undefined || column < 1 || bit > 4 || row < 1 || row > 7) return false;
  return ((glyph[row - 1] >> (4 - bit)) & 1) === 1;
}

/** Takes the colour out of a box, so that letters are white on any picture. */
function greyOut(frame: YuvFrame, x: number, y: number, width: number, height: number): void {
  const stride = chromaWidth(frame.width);
  for (let row = y >> 1; row <= (y + height - 1) >> 1; row++) {
    const from = row * stride + (x >> 1);
    const to = row * stride + ((x + width - 1) >> 1) + 1;
    frame.u.fill(128, from, to);
    frame.v.fill(128, from, to);
  }
}
