import type { FfmpegTools } from './locate.js';

export interface PreviewOptions {
  readonly input: string;
  readonly output: string;
  /** Pixels; taller pictures are scaled down. */
  readonly maxHeight?: number;
  readonly signal: AbortSignal;
}
export function makePreview(_tools: FfmpegTools, _options: PreviewOptions): Promise<void> {
  return Promise.reject(new Error('being written'));
}
