import { runTool } from './childProcess.js';
import { fileUrl, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';

export interface PreviewOptions {
  readonly input: string;
  /** Replaced if there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Pixels; taller pictures are scaled down. 720 unless told. */
  readonly maxHeight?: number;
  readonly signal: AbortSignal;
}

/**
 * A copy that plays in VS Code's webviews, which know H.264 and MP3 but not AAC. Works for files
 * without sound too.
 * @throws HeygemError input errors, disk-full, ffmpeg-failed, cancelled
 */
export async function makePreview(tools: FfmpegTools, options: PreviewOptions): Promise<void> {
  const { input, output, maxHeight = 720, signal } = options;
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...inputArguments(input),
    ...['-map', '0:V:0', '-map', '0:a:0?', '-map_metadata', '-1'],
    // -2 keeps the shape and makes the width even.
    ...['-vf', `scale=-2:trunc(min(${maxHeight}\\,ih)/2)*2,format=yuv420p`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-threads', '2'],
    ...['-c:a', 'libmp3lame', '-b:a', '128k', '-ar', '44100', '-ac', '2'],
    ...['-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(output)],
  ];
  await runTool(tools.ffmpeg, args, { signal, subject: output });
}
