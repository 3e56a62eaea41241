import { runTool } from './childProcess.js';
import { fileUrl, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { probeAudio } from './speechTrack.js';

export interface SoundPreviewOptions {
  readonly input: string;
  /** Replaced if there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Counted from 1, the track that a person chose; the likeliest for speech unless told. */
  readonly track?: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * The speech of a file as every page plays it, from the container's start as `speechSamples` gives it: a
 * place in the copy is the same place in the recording. MP3 in mp4, whose index makes seeks exact; ten
 * minutes take about a second.
 * @throws HeygemError input-no-audio and other input errors, disk-full, ffmpeg-failed, cancelled
 */
export async function makeSoundPreview(
  tools: FfmpegTools,
  { input, output, track, signal }: SoundPreviewOptions,
): Promise<void> {
  const info = await probeAudio(tools, input, signal, track);
  const filters = ['aresample=async=1:first_pts=0', ...(info.mix ? [info.mix.filter] : [])];
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'],
    ...inputArguments(input),
    ...['-map', `0:a:${info.track}`, '-map_metadata', '-1', '-af', filters.join(',')],
    ...['-ac', '1', '-ar', '32000', '-c:a', 'libmp3lame', '-b:a', '64k'],
    ...['-compression_level', '9', '-movflags', '+faststart', '-f', 'mp4', fileUrl(output)],
  ];
  // Hours of speech take more than a short run may.
  await runTool(tools.ffmpeg, args, { signal, subject: output, limitMs: Infinity });
}
