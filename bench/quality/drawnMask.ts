import type { Box } from '../../src/core/frame.js';
import type { Luma } from '../../src/core/measure/pictureMeasures.js';

/** Where one frame was drawn on: 1 inside, 0 outside, row after row over `box`. */
export interface DrawnMask {
  readonly box: Box;
  readonly mask: Uint8Array;
}

/**
 * The drawn region of a frame from a lossless render: between the first and the last changed pixel of
 * each row, so that pixels that happen to be drawn as they were leave no holes. Null when nothing was
 * drawn.
 */
export function drawnMask(source: Luma, made: Luma): DrawnMask | null {
  const width = Math.min(source.width, made.width);
  const height = Math.min(source.height, made.height);
  const spans: { readonly row: number; readonly from: number; readonly to: number }[] = [];
  for (let row = 0; row < height; row++) {
    let [from, to] = [-1, -1];
    for (let x = 0; x < width; x++) {
      if (source.y[row * source.width + x] === made.y[row * made.width + x]) continue;
      if (from < 0) from = x;
      to = x + 1;
    }
    if (from >= 0) spans.push({ row, from, to });
  }
  if (spans.length === 0) return null;
  const box = {
    x0: Math.min(...spans.map(({ from }) => from)),
    y0: spans[0].row,
    x1: Math.max(...spans.map(({ to }) => to)),
    y1: spans[spans.length - 1].row + 1,
  };
  const columns = box.x1 - box.x0;
  const mask = new Uint8Array(columns * (box.y1 - box.y0));
  for (const { row, from, to } of spans) {
    const line = (row - box.y0) * columns - box.x0;
    mask.fill(1, line + from, line + to);
  }
  return { box, mask };
}
