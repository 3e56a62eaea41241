import type { AudioInfo, VideoInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from './locate.js';

export function probeVideo(
  _tools: FfmpegTools,
  _path: string,
  _signal?: AbortSignal,
): Promise<VideoInfo> {
  return Promise.reject(new Error('being written'));
}
export function probeAudio(
  _tools: FfmpegTools,
  _path: string,
  _signal?: AbortSignal,
): Promise<AudioInfo> {
  return Promise.reject(new Error('being written'));
}
