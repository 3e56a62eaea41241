import type { VideoInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from './locate.js';

export interface MuxOptions {
  readonly picture: string;
  readonly speech: string;
  readonly output: string;
  readonly duration: number;
  readonly info: VideoInfo;
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}
export function muxSpeech(_tools: FfmpegTools, _options: MuxOptions): Promise<void> {
  return Promise.reject(new Error('being written'));
}
