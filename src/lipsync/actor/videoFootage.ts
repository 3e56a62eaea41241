import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import type { Footage } from '../../face/footage.js';
import { decode } from '../../media/decoder.js';
import type { FfmpegTools } from '../../media/locate.js';

/** Other frames of a video than the one at hand, by seeks that need not be exact. */
export function footageOf(
  tools: FfmpegTools,
  video: string,
  info: VideoInfo,
  signal: AbortSignal,
): Footage {
  const rate = ratio(info.frameRate);
  const last = Math.max(0, info.frameCount - 1);
  const from = (index: number, count: number) => {
    const seek = Math.min(index, last) / rate;
    return decode(tools, video, info, { signal, count, ...(index > 0 && { seek }) });
  };
  return {
    from,
    spread: async function* (count) {
      for (let i = 0; i < count; i++) yield* from(Math.round((last * (i + 0.5)) / count), 1);
    },
  };
}
