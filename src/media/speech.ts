import type { FfmpegTools } from './locate.js';

export interface SpeechOptions {
  readonly signal: AbortSignal;
  readonly sampleRate: number;
}
export function decodeSpeech(
  _tools: FfmpegTools,
  _path: string,
  _options: SpeechOptions,
): Promise<Float32Array> {
  return Promise.reject(new Error('being written'));
}
