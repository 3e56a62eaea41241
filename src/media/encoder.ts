import type { YuvFrame } from '../core/frame.js';
import type { Settings } from '../core/settings.js';
import type { VideoInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from './locate.js';

export interface EncoderOptions extends Pick<Settings, 'crf' | 'preset' | 'encoder'> {
  readonly output: string;
  readonly info: VideoInfo;
  readonly signal: AbortSignal;
}
export class FrameEncoder {
  private constructor(
    readonly name: string,
    readonly outputSize: { readonly width: number; readonly height: number },
  ) {}
  static start(_tools: FfmpegTools, _options: EncoderOptions): Promise<FrameEncoder> {
    return Promise.reject(new Error('being written'));
  }
  write(_frame: YuvFrame): Promise<void> {
    return Promise.reject(new Error('being written'));
  }
  finish(): Promise<void> {
    return Promise.reject(new Error('being written'));
  }
  abort(): Promise<void> {
    return Promise.reject(new Error('being written'));
  }
}
