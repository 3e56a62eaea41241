import type { Box, ColorCoding, YuvFrame } from '../core/frame.js';
import type { VideoInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from './locate.js';

export function grabFrame(
  _tools: FfmpegTools,
  _path: string,
  _info: VideoInfo,
  _index: number,
  _signal: AbortSignal,
): Promise<YuvFrame> {
  return Promise.reject(new Error('being written'));
}
export function writePng(
  _tools: FfmpegTools,
  _frame: YuvFrame,
  _color: ColorCoding,
  _path: string,
  _signal: AbortSignal,
): Promise<void> {
  return Promise.reject(new Error('being written'));
}
export interface SheetOptions {
  /** What to show, in ascending order of frame index; boxes in upright pixels. */
  readonly crops: readonly { readonly index: number; readonly box: Box }[];
  readonly columns: number;
  readonly output: string;
  readonly signal: AbortSignal;
}
export function contactSheet(
  _tools: FfmpegTools,
  _path: string,
  _info: VideoInfo,
  _options: SheetOptions,
): Promise<void> {
  return Promise.reject(new Error('being written'));
}
