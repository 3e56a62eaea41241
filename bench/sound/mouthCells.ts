import { allocateFrame, chromaWidth, type YuvFrame } from '../../src/core/frame.js';
import { MOUTH_CORNER_LEFT, MOUTH_CORNER_RIGHT } from '../../src/core/landmarkSets.js';

export const CELL = { width: 176, height: 136 } as const;
const GAP = 4;
/** Mouth widths that a cell is wide. */
const REACH = 1.55;

/** The mouth of one frame, brought to the size of a cell by averaging or by interpolation. */
export function mouthCell(frame: YuvFrame, landmarks: Float32Array): YuvFrame {
  const corner = (landmark: number, axis: number): number => landmarks[3 * landmark + axis];
  const middle = (axis: number): number =>
    (corner(MOUTH_CORNER_LEFT, axis) + corner(MOUTH_CORNER_RIGHT, axis)) / 2;
  const mouth = Math.hypot(
    corner(MOUTH_CORNER_LEFT, 0) - corner(MOUTH_CORNER_RIGHT, 0),
    corner(MOUTH_CORNER_LEFT, 1) - corner(MOUTH_CORNER_RIGHT, 1),
  );
  const scale = (REACH * mouth) / CELL.width;
  const cell = allocateFrame(CELL.width, CELL.height);
  // The chin lies below: the mouth sits a little above the middle.
  const left = middle(0) - (scale * CELL.width) / 2;
  const top = middle(1) - scale * CELL.height * 0.42;
  for (const plane of ['y', 'u', 'v'] as const) {
    const step = plane === 'y' ? 1 : 2;
    const width = plane === 'y' ? frame.width : chromaWidth(frame.width);
    const area = { left: left / step, top: top / step, scale };
    const source = { data: frame[plane], width, height: frame[plane].length / width };
    resample(source, area, cell[plane], CELL.width / step);
  }
  return cell;
}

interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Up to 3 x 3 bilinear samples a pixel: enough against aliasing at the scales of a face. */
function resample(
  source: Plane,
  { left, top, scale }: { readonly left: number; readonly top: number; readonly scale: number },
  out: Uint8Array,
  outWidth: number,
): void {
  const parts = Math.max(1, Math.min(3, Math.round(scale)));
  for (let i = 0; i < out.length; i++) {
    const x = i % outWidth;
    const y = Math.floor(i / outWidth);
    let sum = 0;
    for (let part = 0; part < parts * parts; part++) {
      const dx = ((part % parts) + 0.5) / parts;
      const dy = (Math.floor(part / parts) + 0.5) / parts;
      sum += bilinear(source, left + (x + dx) * scale - 0.5, top + (y + dy) * scale - 0.5);
    }
    out[i] = sum / (parts * parts);
  }
}

function bilinear({ data, width, height }: Plane, x: number, y: number): number {
  const clampedX = Math.max(0, Math.min(width - 1.001, x));
  const clampedY = Math.max(0, Math.min(height - 1.001, y));
  const column = Math.floor(clampedX);
  const row = Math.floor(clampedY);
  const across = clampedX - column;
  const down = clampedY - row;
  const at = row * width + column;
  const above = data[at] * (1 - across) + data[at + 1] * across;
  const below = data[at + width] * (1 - across) + data[at + width + 1] * across;
  return above * (1 - down) + below * down;
}

/** Rows of cells, a wider white gap between groups of `group`; missing cells stay white. */
export function cellSheet(
  rows: readonly (readonly (YuvFrame | undefined)[])[],
  group: number,
): YuvFrame {
  const across = Math.max(...rows.map((row) => row.length));
  const x = (column: number): number =>
    column * (CELL.width + GAP) + Math.floor(column / group) * 4 * GAP;
  const sheet = allocateFrame(x(across), rows.length * (CELL.height + GAP));
  sheet.y.fill(235);
  sheet.u.fill(128);
  sheet.v.fill(128);
  rows.forEach((row, line) => {
    row.forEach((cell, column) => {
      if (cell) place(cell, sheet, x(column), line * (CELL.height + GAP));
    });
  });
  return sheet;
}

function place(cell: YuvFrame, sheet: YuvFrame, left: number, top: number): void {
  for (const plane of ['y', 'u', 'v'] as const) {
    const step = plane === 'y' ? 1 : 2;
    const width = cell.width / step;
    const sheetWidth = sheet.width / step;
    for (let row = 0; row < cell.height / step; row++) {
      const line = cell[plane].subarray(row * width, (row + 1) * width);
      sheet[plane].set(line, (top / step + row) * sheetWidth + left / step);
    }
  }
}
