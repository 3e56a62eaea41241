import type { AudioInfo } from '../core/videoInfo.js';
import { runTool } from './childProcess.js';
import { fileUrl, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';

export interface PlayableSound {
  readonly path: string;
  readonly info: AudioInfo;
  /** Seconds from the container's start: about there, for it is sought. */
  readonly from: number;
}

export interface PlayableOptions {
  /** What `FrameEncoder` wrote. */
  readonly picture: string;
  /** None: a video without sound. */
  readonly sound?: PlayableSound | undefined;
  /** Replaced if there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Seconds that the sound is cut to. */
  readonly seconds: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Puts a stretch of a recording beside a picture, as every page can play it: VS Code's webviews know MP3 but
 * not AAC. To be looked at for a moment: it is not checked as outputs are.
 * @throws HeygemError ffmpeg-failed, disk-full, cancelled
 */
export async function muxPlayable(tools: FfmpegTools, options: PlayableOptions): Promise<void> {
  const { picture, sound, output, seconds, tags, signal } = options;
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...inputArguments(picture)],
    ...(sound ? soundInput(sound) : []),
    ...['-map', '0:v:0', '-c:v', 'copy'],
    ...(sound ? soundOutput(sound) : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-t', seconds.toFixed(6)],
    ...Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
    ...['-movflags', '+faststart+use_metadata_tags', '-f', 'mp4', '-y', fileUrl(output)],
  ];
  await runTool(tools.ffmpeg, args, { signal, subject: output });
}

function soundInput({ path, from }: PlayableSound): string[] {
  return [...(from > 0 ? ['-ss', from.toFixed(6)] : []), ...inputArguments(path)];
}

function soundOutput({ info: { track, mix } }: PlayableSound): string[] {
  const filters = ['aresample=async=1:first_pts=0', ...(mix === undefined ? [] : [mix.filter])];
  return [
    ...['-map', `1:a:${track}`, '-af', filters.join(',')],
    ...['-c:a', 'libmp3lame', '-b:a', '128k', '-ar', '44100', '-ac', '2'],
  ];
}
