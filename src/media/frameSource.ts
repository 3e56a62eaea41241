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
