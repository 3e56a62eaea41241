import { HeygemError } from '../core/errors.js';
import type { Box, ColorCoding, YuvFrame } from '../core/frame.js';
import { allocateFrame } from '../core/frame.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { replaceFile } from '../files/replaceFile.js';
import { runTool } from './childProcess.js';
import { decodeFrames } from './frameSource.js';
import type { FfmpegTools } from './locate.js';

/**
 * One frame by its index, in a buffer of its own.
 * @throws HeygemError input-damaged when the video has no such frame, input errors, cancelled
 */
export async function grabFrame(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  index: number,
  signal: AbortSignal,
): Promise<YuvFrame> {
  for await (const frame of decodeFrames(tools, path, info, { signal, from: index, count: 1 })) {
    const copy = allocateFrame(info.width, info.height);
    copy.data.set(frame.data);
    return copy;
  }
  throw new HeygemError('input-damaged', { path }, `has no frame ${index}`);
}

/**
 * Writes a frame as PNG, converted by its own matrix and range. The file appears whole or not at
 * all.
 * @throws HeygemError output-not-writable, disk-full, ffmpeg-failed, cancelled
 */
export async function writePng(
  tools: FfmpegTools,
  frame: YuvFrame,
  color: ColorCoding,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const matrix = { bt601: 'bt601', bt709: 'bt709', bt2020: 'bt2020' }[color.matrix];
  const range = color.fullRange ? 'pc' : 'tv';
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
    ...['-video_size', `${frame.width}x${frame.height}`, '-framerate', '1', '-i', 'pipe:0'],
    '-vf',
    `scale=in_color_matrix=${matrix}:in_range=${range}:flags=bicubic+accurate_rnd+full_chroma_int`,
    // Through a pipe: a file name with % in it would be taken for a pattern.
    ...['-frames:v', '1', '-pix_fmt', 'rgb24', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'],
  ];
  const input = frame.data;
  const png = await runTool(tools.ffmpeg, args, { signal, subject: path, input });
  await writeWhole(path, png);
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceFile(path, bytes);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path }, String(error), error);
  }
}

export interface SheetCrop {
  readonly index: number;
  /** Upright pixels; what lies outside the picture is left grey. */
  readonly box: Box;
}

export interface SheetOptions {
  readonly crops: readonly SheetCrop[];
  readonly columns: number;
  readonly output: string;
  readonly signal: AbortSignal;
}

const GAP = 4;

/**
 * Writes crops of a video beside each other, row by row, at full size: one decode, no scaling.
 * Frames that the video does not have are left grey.
 * @throws HeygemError input errors, output-not-writable, disk-full, cancelled
 */
export async function contactSheet(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  { crops, columns, output, signal }: SheetOptions,
): Promise<void> {
  if (crops.length === 0) throw new RangeError('a sheet of no crops');
  const sheet = new Sheet(
    crops.map(({ box }) => box),
    columns,
  );
  const last = Math.max(...crops.map(({ index }) => index));
  let index = 0;
  for await (const frame of decodeFrames(tools, path, info, { signal, count: last + 1 })) {
    crops.forEach((crop, tile) => {
      if (crop.index === index) sheet.place(tile, frame, crop.box);
    });
    index++;
  }
  await writePng(tools, sheet.canvas, info.color, output, signal);
}

/** Owns the canvas that crops are copied to. Everything is in even pixels, for the chroma's sake. */
class Sheet {
  readonly canvas: YuvFrame;
  private readonly columns: number;
  private readonly tileWidth: number;
  private readonly tileHeight: number;

  constructor(boxes: readonly Box[], columns: number) {
    this.columns = Math.max(1, Math.min(Math.floor(columns), boxes.length));
    this.tileWidth = GAP + Math.max(...boxes.map((box) => even(box.x1 + 1) - even(box.x0)));
    this.tileHeight = GAP + Math.max(...boxes.map((box) => even(box.y1 + 1) - even(box.y0)));
    const rows = Math.ceil(boxes.length / this.columns);
    this.canvas = allocateFrame(this.columns * this.tileWidth, rows * this.tileHeight);
    this.canvas.data.fill(128);
  }

  place(tile: number, frame: YuvFrame, box: Box): void {
    const left = (tile % this.columns) * this.tileWidth;
    const top = Math.floor(tile / this.columns) * this.tileHeight;
    const from = { x: even(box.x0), y: even(box.y0) };
    const size = { width: even(box.x1 + 1) - from.x, height: even(box.y1 + 1) - from.y };
    const { canvas } = this;
    copyPlane(plane(frame.y, frame), plane(canvas.y, canvas), from, { x: left, y: top }, size);
    for (const part of ['u', 'v'] as const) {
      copyPlane(
        plane(frame[part], frame, 2),
        plane(canvas[part], canvas, 2),
        { x: from.x / 2, y: from.y / 2 },
        { x: left / 2, y: top / 2 },
        { width: size.width / 2, height: size.height / 2 },
      );
    }
  }
}

interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

function plane(data: Uint8Array, { width, height }: YuvFrame, step = 1): Plane {
  return { data, width: Math.ceil(width / step), height: Math.ceil(height / step) };
}

function copyPlane(
  source: Plane,
  target: Plane,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
): void {
  const x0 = Math.max(0, from.x);
  const x1 = Math.min(source.width, from.x + size.width);
  if (x1 <= x0) return;
  const y1 = Math.min(source.height, from.y + size.height);
  for (let y = Math.max(0, from.y); y < y1; y++) {
    const row = source.data.subarray(y * source.width + x0, y * source.width + x1);
    target.data.set(row, (to.y + y - from.y) * target.width + to.x + x0 - from.x);
  }
}

function even(value: number): number {
  return Math.floor(value / 2) * 2;
}
