import { PATIENCE_MS } from './frameTimes.js';
import { runTool } from './childProcess.js';
import { probeArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { number, text, type RawStream } from './probeData.js';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A size that the picture has from a time on. */
export interface SizedFrom extends PictureSize {
  /** Seconds. */
  readonly time: number;
}

/** Seconds in which a call has found its size. */
const LOOKED_AT = 30;

/** Codecs that are cheap to look at by key frames alone, and that calls and live streams come in. */
const CODECS = ['h264', 'hevc', 'vp8', 'vp9', 'av1', 'mpeg2video', 'mpeg4'];

/** Whether a file of this kind may change its size midway: an mp4 mostly holds one description. */
export function maySizesChange(formatName: string, stream: RawStream): boolean {
  if (!CODECS.includes(text(stream['codec_name']))) return false;
  if (/\b(mpegts|matroska|webm|flv|mpeg|ogg|ivf|h264|hevc)\b/.test(formatName)) return true;
  return /^(avc3|hev1|vp08|vp09|av01)$/.test(text(stream['codec_tag_string']));
}

/**
 * The size at each key frame of the beginning.
 * @throws HeygemError cancelled, input-damaged
 */
export async function readSizes(
  tools: FfmpegTools,
  path: string,
  stream: number,
  signal: AbortSignal | undefined,
): Promise<readonly SizedFrom[]> {
  const args = [
    ...['-v', 'error', '-skip_frame', 'nokey', '-select_streams', String(stream)],
    ...['-read_intervals', `%+${LOOKED_AT}`, '-of', 'json'],
    ...['-show_entries', 'frame=best_effort_timestamp_time,width,height', ...probeArguments(path)],
  ];
  const options = { signal, subject: path, limitMs: PATIENCE_MS };
  const json = await runTool(tools.ffprobe, args, options);
  const { frames } = JSON.parse(json.toString()) as { readonly frames?: readonly RawStream[] };
  return (frames ?? []).map((frame) => ({
    time: number(frame['best_effort_timestamp_time']),
    width: number(frame['width']),
    height: number(frame['height']),
  }));
}

/** The size that is shown longest in so many seconds; of several that, the largest. */
export function lastingSize(
  sizes: readonly SizedFrom[],
  duration: number,
): PictureSize | undefined {
  const end = (sizes.at(0)?.time ?? 0) + duration;
  const lasting = new Map<string, { readonly size: PictureSize; seconds: number }>();
  sizes.forEach(({ width, height, time }, i) => {
    if (width < 1 || height < 1) return;
    const key = `${width}x${height}`;
    const known = lasting.get(key) ?? { size: { width, height }, seconds: 0 };
    known.seconds += Math.max(0, (i + 1 < sizes.length ? sizes[i + 1].time : end) - time);
    lasting.set(key, known);
  });
  const area = ({ width, height }: PictureSize): number => width * height;
  const [first] = [...lasting.values()].sort(
    (a, b) => b.seconds - a.seconds || area(b.size) - area(a.size),
  );
  return lasting.size > 0 ? first.size : undefined;
}
