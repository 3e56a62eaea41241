import { HeygemError } from '../core/errors.js';
import type { ColorCoding } from '../core/frame.js';
import type { AudioStreamInfo, VideoInfo } from '../core/videoInfo.js';
import { ratio } from '../core/videoInfo.js';
import { chooseRate } from './frameRate.js';
import type { FfmpegTools } from './locate.js';
import { isSideways, orientationOf } from './orientation.js';
import { checkPictureSize } from './pictureLimit.js';
import type { RawProbe, RawStream } from './probeData.js';
import {
  asRecord,
  isPicture,
  isSound,
  number,
  probeRaw,
  rational,
  refuseEncrypted,
  text,
} from './probeData.js';

/** Seconds that a picture may start late without anybody's seeing it. */
const NOTICED = 0.001;

/**
 * What the first picture stream of a file is, cover art aside.
 * @throws HeygemError input-missing, input-empty, input-not-media, input-no-video, input-damaged,
 * input-protected, input-too-large
 */
export async function probeVideo(
  tools: FfmpegTools,
  path: string,
  signal?: AbortSignal,
): Promise<VideoInfo> {
  const probe = await probeRaw(tools, path, signal);
  const stream = probe.streams.find(isPicture);
  if (stream === undefined) throw new HeygemError('input-no-video', { path });
  refuseEncrypted(path, stream, probe);
  const stored = { width: number(stream['width']), height: number(stream['height']) };
  if (stored.width < 1 || stored.height < 1) throw new HeygemError('input-damaged', { path });
  checkPictureSize(path, stored.width, stored.height);

  const duration = streamDuration(stream, probe);
  const frames = number(stream['nb_frames']);
  const { rate, variable } = chooseRate({
    average: rational(stream['avg_frame_rate']),
    real: rational(stream['r_frame_rate']),
    frames,
    duration,
    interlaced: /^(tt|bb|tb|bt)$/.test(text(stream['field_order'])),
  });
  const orientation = orientationOf(stream);
  const sideways = isSideways(orientation);
  const aspect = rational(stream['sample_aspect_ratio']);
  const pictureStart = number(stream['start_time']) - timelineStart(probe);
  return {
    width: sideways ? stored.height : stored.width,
    height: sideways ? stored.width : stored.height,
    ...orientation,
    frameRate: rate,
    variableRate: variable,
    frameCount: frames > 0 && !variable ? frames : Math.round(duration * ratio(rate)),
    duration: duration > 0 ? duration : frames / ratio(rate),
    codec: text(stream['codec_name']),
    pixelFormat: text(stream['pix_fmt']),
    ...colorsOf(stream, stored.height),
    sampleAspect: aspect.num > 0 && aspect.den > 0 ? aspect : { num: 1, den: 1 },
    ...(pictureStart >= NOTICED && { pictureStart }),
    audio: probe.streams.filter(isSound).map((sound) => soundOf(sound, probe)),
  };
}

/**
 * Does some work on a video. Where it fails, what a probe finds wrong with the file is the reason:
 * so work that need not know the video's size costs no probe.
 */
export async function explained<T>(
  tools: FfmpegTools,
  path: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await probeVideo(tools, path, signal);
    throw error;
  }
}

export function soundOf(stream: RawStream, probe: RawProbe): AudioStreamInfo {
  return {
    codec: text(stream['codec_name']),
    profile: text(stream['profile']),
    sampleRate: number(stream['sample_rate']),
    channels: number(stream['channels']),
    duration: streamDuration(stream, probe),
    startOffset: Math.max(0, number(stream['start_time']) - timelineStart(probe)),
  };
}

/**
 * Where a container's own clock reads zero, in seconds. mp4 and Matroska count from zero, so a
 * first sample at 1.5 s is a pause of 1.5 s even when no other stream is there to tell. Other
 * containers start their clock anywhere (a transport stream) or at the codec's delay (mp3): zero
 * is their earliest stream. So it is with a recording cut from a long capture without a new clock.
 */
export function timelineStart({ formatName, start }: RawProbe): number {
  const countsFromZero = /\b(mov|mp4|matroska)\b/.test(formatName);
  const LONGEST_PAUSE = 60;
  return countsFromZero && start < LONGEST_PAUSE ? Math.min(0, start) : start;
}

/** Seconds. Matroska keeps a stream's duration in a tag, as 00:00:02.960000000. */
function streamDuration(stream: RawStream, probe: RawProbe): number {
  const own = number(stream['duration']);
  if (own > 0) return own;
  const tagged = /^(\d+):(\d+):([\d.]+)$/.exec(text(asRecord(stream['tags'])['DURATION']));
  const end = tagged
    ? Number(tagged[1]) * 3600 + Number(tagged[2]) * 60 + Number(tagged[3])
    : probe.start + probe.duration;
  return Math.max(0, end - Math.max(0, number(stream['start_time'])));
}

function colorsOf(
  stream: RawStream,
  height: number,
): { readonly color: ColorCoding; readonly colorTags: VideoInfo['colorTags'] } {
  const pixelFormat = text(stream['pix_fmt']);
  if (isRgb(pixelFormat)) {
    const color = { matrix: 'bt709', fullRange: false } as const;
    return { color, colorTags: { range: 'tv', space: 'bt709' } };
  }
  const range = tag(stream['color_range']) ?? (/^(yuvj|gray)/.test(pixelFormat) ? 'pc' : undefined);
  const space = tag(stream['color_space']);
  const primaries = tag(stream['color_primaries']);
  const transfer = tag(stream['color_transfer']);
  return {
    color: { matrix: matrixOf(space, height), fullRange: range === 'pc' },
    colorTags: {
      ...(range && { range }),
      ...(space && { space }),
      ...(primaries && { primaries }),
      ...(transfer && { transfer }),
    },
  };
}

/** Formats without a Y, U and V of their own. */
export function isRgb(pixelFormat: string): boolean {
  return /^(gbr|[argb0x]*rgb|[argb0x]*bgr|rgb|bgr|abgr|argb|pal8|mono)/.test(pixelFormat);
}

function matrixOf(space: string | undefined, height: number): ColorCoding['matrix'] {
  if (space === undefined) return height >= 720 ? 'bt709' : 'bt601';
  if (space.startsWith('bt2020')) return 'bt2020';
  return space === 'bt709' ? 'bt709' : 'bt601';
}

function tag(value: unknown): string | undefined {
  const name = text(value);
  return name === '' || name === 'unknown' || name === 'reserved' ? undefined : name;
}
