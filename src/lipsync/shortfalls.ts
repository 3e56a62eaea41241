import { fallsShort, type Shortfall } from '../core/shortfall.js';
import type { UsedPart } from '../core/usedPart.js';
import { ratio, type AudioInfo, type VideoInfo } from '../core/videoInfo.js';
import type { FfmpegTools } from '../media/locate.js';
import { brokenOff } from '../media/wholeness.js';

interface Heard {
  readonly info: AudioInfo;
  /** That were decoded, silence before them left out; undefined where not all of it was. */
  readonly seconds: number | undefined;
  /** What of the file is used; all of it when undefined. */
  readonly part?: UsedPart | undefined;
  readonly signal: AbortSignal;
}

/**
 * By how much a recording falls short of what its file says, be it that the file ends sooner or that
 * some of it does not decode. @throws HeygemError input errors, cancelled
 */
export async function speechShortfall(
  tools: FfmpegTools,
  path: string,
  { info, seconds, part, signal }: Heard,
): Promise<Shortfall | undefined> {
  const cut = within(await brokenOff(tools, path, signal), part);
  if (cut || info.claimed === undefined || seconds === undefined) return cut;
  const shortfall = { claimed: info.claimed, found: seconds };
  return fallsShort(shortfall) ? shortfall : undefined;
}

/** What is missing behind a part is not missed. */
function within(shortfall: Shortfall | undefined, part: UsedPart | undefined) {
  const { to = Infinity } = part ?? {};
  return shortfall && shortfall.found < to ? shortfall : undefined;
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
  const cut = within(await brokenOff(tools, path, signal), info.part);
  if (cut || frames === undefined) return cut;
  const shortfall = { claimed: info.duration, found: frames / ratio(info.frameRate) };
  return fallsShort(shortfall) ? shortfall : undefined;
}
