import type { YuvFrame } from '../core/frame.js';
import type { VideoInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from './locate.js';

export interface DecodeOptions {
  readonly signal: AbortSignal;
  readonly from?: number;
  readonly count?: number;
}
export function decodeFrames(
  _tools: FfmpegTools,
  _path: string,
  _info: VideoInfo,
  _options: DecodeOptions,
): AsyncIterable<YuvFrame> {
  throw new Error('being written');
}

export interface LoopOptions {
  readonly signal: AbortSignal;
  readonly frames: number;
  readonly sourceFrames: number;
}
export function decodeLooped(
  _tools: FfmpegTools,
  _path: string,
  _info: VideoInfo,
  _options: LoopOptions,
): AsyncIterable<{ index: number; frame: YuvFrame }> {
  throw new Error('being written');
}
