export interface FfmpegTools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly origin: string;
  readonly version: string;
}
export interface TriedCandidate {
  readonly origin: string;
  readonly path: string;
  readonly problem?: string;
}
export interface LocateOptions {
  readonly setting?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}
export function locateFfmpeg(
  _options: LocateOptions,
): Promise<{ tools: FfmpegTools; tried: readonly TriedCandidate[] }> {
  return Promise.reject(new Error('being written'));
}
