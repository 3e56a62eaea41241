import { fallsShort, type Shortfall } from '../core/shortfall.js';
import { ratio, type AudioInfo, type VideoInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from '../media/locate.js';
import { brokenOff } from '../media/wholeness.js';

interface Heard {
  readonly info: AudioInfo;
  /** That were decoded, a late start's silence left out. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * By how much a recording falls short of what its file says, be it that the file ends sooner or that
 * some of it does not decode. @throws HeygemError input errors, cancelled
 */
export async function speechShortfall(
  tools: FfmpegTools,
  path: string,
  { info, seconds, signal }: Heard,
): Promise<Shortfall | undefined> {
  const cut = await brokenOff(tools, path, signal);
  if (cut || info.claimed === undefined) return cut;
  const shortfall = { claimed: info.claimed, found: seconds };
  return fallsShort(shortfall) ? shortfall : undefined;
}

interface Seen {
  readonly info: VideoInfo;
  /** Frames that the video was decoded to; undefined where it was not decoded to its end. */
  readonly frames: number | undefined;
  readonly signal: AbortSignal;
}

/** The same of a video. */
export async function videoShortfall(
  tools: FfmpegTools,
  path: string,
  { info, frames, signal }: Seen,
): Promise<Shortfall | undefined> {
  const cut = await brokenOff(tools, path, signal);
  if (cut || frames === undefined) return cut;
  const shortfall = { claimed: info.duration, found: frames / ratio(info.frameRate) };
  return fallsShort(shortfall) ? shortfall : undefined;
}
