import { HeygemError } from '../core/errors.js';
import type { MediaKind } from '../core/inspection.js';
import type { FfmpegTools } from '../media/locate.js';
import { isPicture, isSound, probeRaw } from '../media/probeData.js';

/** What each of some files holds, whatever its name says. @throws HeygemError ffmpeg-missing, cancelled */
export async function identify(
  tools: FfmpegTools,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<MediaKind[]> {
  const kinds: MediaKind[] = [];
  for (const path of paths) kinds.push(await kindOf(tools, path, signal));
  return kinds;
}

async function kindOf(tools: FfmpegTools, path: string, signal: AbortSignal): Promise<MediaKind> {
  try {
    const { streams, photo } = await probeRaw(tools, path, signal);
    // A photo beside the footage is a thumbnail more often than an actor: it is added by hand.
    if (photo) return 'neither';
    if (streams.some(isPicture)) return 'videos';
    return streams.some(isSound) ? 'audios' : 'neither';
  } catch (error) {
    // One that hangs or crashes ffprobe is of no use either.
    const isFault = error instanceof HeygemError && /^input-|^ffmpeg-failed$/.test(error.code);
    if (isFault) return 'neither';
    throw error;
  }
}
