import { allocateFrame, chromaWidth, type Box, type YuvFrame } from '../src/core/frame.js';
import { MOUTH_CORNER_LEFT, MOUTH_CORNER_RIGHT } from '../src/core/landmarkSets.js';
import { ratio } from '../src/core/videoInfo.js';
import { FaceTracker } from '../src/face/tracker.js';
import { checksumFrames, decodeFrames } from '../src/media/frameSource.js';
import { LoopedVideo } from '../src/media/loopedVideo.js';
import { writePng } from '../src/media/picture.js';
import { probeVideo } from '../src/media/probe.js';
import { scorerModels } from './quality/scorers.js';
import type { Workbench } from './workbench.js';

export interface SheetOptions {
  readonly source: string;
  readonly result: string;
  readonly output: string;
  /** Output frame to begin with, and how many frames to step. */
  readonly from: number;
  readonly every: number;
  readonly columns: number;
  readonly rows: number;
  /** Whole number of times that pixels are repeated, for small faces. */
  readonly zoom: number;
}

/** Source and result of one output frame, cut to the same box around the mouth. */
interface Cell {
  readonly source: YuvFrame;
  readonly result: YuvFrame;
}

/** Pixels between cells, in luma; even. */
const GAP = 4;
const WHITE = 235;

/** A PNG of mouths at full size: the source's above, the result's below, every so many frames. */
export async function makeSheet(bench: Workbench, options: SheetOptions): Promise<number> {
  const { tools, signal } = bench;
  const info = await probeVideo(tools, options.source, signal);
  const cells = await collectCells(bench, options);
  if (cells.length === 0) throw new Error('no face in the frames asked for');
  const sheet = enlarge(compose(cells, options.columns), options.zoom);
  await writePng(tools, sheet, info.color, options.output, signal);
  return cells.length;
}

async function collectCells(bench: Workbench, options: SheetOptions): Promise<Cell[]> {
  const { tools, signal } = bench;
  const { from, every, columns, rows } = options;
  const info = await probeVideo(tools, options.source, signal);
  const resultInfo = await probeVideo(tools, options.result, signal);
  const models = await scorerModels(bench, 'own');
  const tracker = new FaceTracker(models, { color: info.color, frameRate: ratio(info.frameRate) });
  const checksums = await checksumFrames(tools, options.source, info, signal);
  const loop = new LoopedVideo(tools, options.source, info, { checksums, signal });
  const source = loop.play(0, from + every * columns * rows);
  const cells: Cell[] = [];
  let size: { width: number; height: number } | undefined;
  let index = -1;
  try {
    for await (const result of decodeFrames(tools, options.result, resultInfo, { signal })) {
      const next = await source.next();
      index += 1;
      if (next.done === true || cells.length === columns * rows) break;
      if (index < from || (index - from) % every !== 0) continue;
      const { frame } = next.value;
      const step = await tracker.track(frame);
      if (step.kind === 'none') continue;
      size ??= cellSize(step.landmarks);
      const box = boxAround(step.landmarks, size, resultInfo);
      cells.push({ source: cut(frame, box), result: cut(result, box) });
    }
  } finally {
    await source.return(undefined);
    await loop.close();
  }
  return cells;
}

/** Room for the lips and the chin: twice the mouth's width, even sizes. */
function cellSize(landmarks: Float32Array): { width: number; height: number } {
  const x = landmarks[3 * MOUTH_CORNER_LEFT] - landmarks[3 * MOUTH_CORNER_RIGHT];
  const y = landmarks[3 * MOUTH_CORNER_LEFT + 1] - landmarks[3 * MOUTH_CORNER_RIGHT + 1];
  const even = (value: number): number => 2 * Math.ceil(value / 2);
  const mouth = Math.hypot(x, y);
  return { width: even(2 * mouth), height: even(1.8 * mouth) };
}

/** Starts on even pixels, so that chroma is cut where luma is; stays inside the picture. */
function boxAround(
  landmarks: Float32Array,
  size: { width: number; height: number },
  picture: { width: number; height: number },
): Box {
  const centre = (axis: number): number =>
    (landmarks[3 * MOUTH_CORNER_RIGHT + axis] + landmarks[3 * MOUTH_CORNER_LEFT + axis]) / 2;
  const start = (middle: number, length: number, limit: number): number =>
    2 * Math.floor(Math.max(0, Math.min(limit - length, middle - length / 2)) / 2);
  const x0 = start(centre(0), size.width, picture.width);
  // The chin lies below: the mouth sits a little above the middle.
  const y0 = start(centre(1) + size.height / 8, size.height, picture.height);
  return { x0, y0, x1: x0 + size.width, y1: y0 + size.height };
}

export function cut(frame: YuvFrame, box: Box): YuvFrame {
  const out = allocateFrame(box.x1 - box.x0, box.y1 - box.y0);
  paste(frame, box, out, 0, 0);
  return out;
}

/** Copies a box of one frame into another; all positions even. Outside either frame is left out. */
export function paste(from: YuvFrame, box: Box, to: YuvFrame, atX: number, atY: number): void {
  for (const plane of ['y', 'u', 'v'] as const) {
    const step = plane === 'y' ? 1 : 2;
    const fromWidth = plane === 'y' ? from.width : chromaWidth(from.width);
    const toWidth = plane === 'y' ? to.width : chromaWidth(to.width);
    const wanted = (box.x1 - box.x0) / step;
    const length = Math.min(wanted, fromWidth - box.x0 / step, toWidth - atX / step);
    for (let row = 0; row < (box.y1 - box.y0) / step; row++) {
      const start = (box.y0 / step + row) * fromWidth + box.x0 / step;
      const line = from[plane].subarray(start, start + length);
      const target = (atY / step + row) * toWidth + atX / step;
      if (target + line.length <= to[plane].length) to[plane].set(line, target);
    }
  }
}

export function compose(cells: readonly Cell[], columns: number): YuvFrame {
  const { width, height } = cells[0].source;
  const rows = Math.ceil(cells.length / columns);
  const pairHeight = 2 * height + 2 * GAP;
  const across = Math.min(columns, cells.length);
  const sheet = allocateFrame(across * (width + GAP) - GAP, rows * pairHeight - GAP);
  sheet.y.fill(WHITE);
  sheet.u.fill(128);
  sheet.v.fill(128);
  const whole = { x0: 0, y0: 0, x1: width, y1: height };
  cells.forEach(({ source, result }, i) => {
    const x = (i % columns) * (width + GAP);
    const y = Math.floor(i / columns) * pairHeight;
    paste(source, whole, sheet, x, y);
    paste(result, whole, sheet, x, y + height + 2);
  });
  return sheet;
}

/** Repeats pixels, so that what is looked at is what was drawn and no interpolation of it. */
export function enlarge(frame: YuvFrame, zoom: number): YuvFrame {
  if (zoom <= 1) return frame;
  const out = allocateFrame(frame.width * zoom, frame.height * zoom);
  for (const plane of ['y', 'u', 'v'] as const) {
    const fromWidth = plane === 'y' ? frame.width : chromaWidth(frame.width);
    const toWidth = plane === 'y' ? out.width : chromaWidth(out.width);
    out[plane].forEach((_, i) => {
      const x = Math.floor((i % toWidth) / zoom);
      const y = Math.floor(Math.floor(i / toWidth) / zoom);
      out[plane][i] = frame[plane][y * fromWidth + x];
    });
  }
  return out;
}
