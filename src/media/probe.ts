import { HeygemError } from '../core/errors.js';
import type { ColorCoding } from '../core/frame.js';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.js';
import type { AudioStreamInfo, Rational, VideoInfo } from '../core/videoInfo.js';
import { ratio } from '../core/videoInfo.js';
import { chooseRate, liftedRate, type RateClues } from './frameRate.js';
import type { PictureSize } from './frameSizes.js';
import type { FfmpegTools } from './locate.js';
import { isSideways, orientationOf, type Orientation } from './orientation.js';
import type { Photo } from './photo.js';
import { pictureFacts } from './pictureFacts.js';
import { checkPictureSize } from './pictureLimit.js';
import { choosePicture } from './pictureTrack.js';
import type { RawProbe, RawStream } from './probeData.js';
import {
  asRecord,
  isSound,
  number,
  probeRaw,
  rational,
  refuseEncrypted,
  text,
} from './probeData.js';
import { hasAlpha } from './transparency.js';

/** Seconds that a picture may start late without anybody's seeing it. */
export const NOTICED = 0.001;

/** What a person may choose of a video's picture. */
export type PictureWishes = Pick<Settings, 'videoTrack' | 'backdrop'>;

/**
 * What a picture stream of a file is: the one wished for, else as `choosePicture` finds it.
 * @throws HeygemError input-missing, input-empty, input-not-media, input-no-video, input-no-track,
 * input-damaged, input-protected, input-too-large
 */
export async function probeVideo(
  tools: FfmpegTools,
  path: string,
  signal?: AbortSignal,
  { videoTrack, backdrop: wished }: PictureWishes = DEFAULT_SETTINGS,
): Promise<VideoInfo> {
  const probe = await probeRaw(tools, path, signal);
  const backdrop = wished === '' ? DEFAULT_SETTINGS.backdrop : wished;
  const { stream, track } = choosePicture(path, probe.streams, videoTrack);
  refuseEncrypted(path, stream, probe);
  const head = { width: number(stream['width']), height: number(stream['height']) };
  if (head.width < 1 || head.height < 1) throw new HeygemError('input-damaged', { path });
  checkPictureSize(path, head.width, head.height);
  if (probe.photo) return photoInfo(stream, probe.photo, head, backdrop);

  const clues = rateClues(stream, probe);
  const { duration } = clues;
  const guess = chooseRate(clues);
  const facts = await pictureFacts(tools, {
    ...{ path, stream, formatName: probe.formatName, duration, unevenRate: guess.variable, signal },
  });
  const stored = facts.size ?? head;
  checkPictureSize(path, stored.width, stored.height);
  const still = clues.frames === 1;
  const chosen = chooseRate({ ...clues, measured: facts.measured });
  const { rate, variable } = chosen;
  const higher = liftedRate(chosen);
  const lifted = still ? undefined : higher;
  const frameRate = still && higher ? STILL_RATE : (lifted ?? rate);
  const sampled = variable || lifted !== undefined;
  const changed = stored.width !== head.width || stored.height !== head.height;
  const { interlaced, wholeFields, transparency } = facts;
  const pictureStart = number(stream['start_time']) - timelineStart(probe);
  return {
    ...shown(stream, stored, orientationOf(stream)),
    frameRate,
    variableRate: variable,
    frameCount: clues.frames > 0 && !sampled ? clues.frames : framesOf(duration, frameRate),
    duration: duration > 0 ? duration : clues.frames / ratio(frameRate),
    audio: probe.streams.filter(isSound).map((sound) => soundOf(sound, probe)),
    ...(pictureStart >= NOTICED && { pictureStart }),
    stream: number(stream['index']),
    ...(track && { track }),
    ...(lifted && { sourceRate: rate }),
    ...(interlaced && { interlaced }),
    ...(wholeFields && { wholeFields }),
    ...(changed && { firstSize: head }),
    ...(transparency && { transparency, backdrop }),
    ...(still && { still }),
  };
}

/** What a single picture is shown at. */
const STILL_RATE: Rational = { num: 25, den: 1 };

function framesOf(duration: number, rate: Rational): number {
  return Math.max(1, Math.round(duration * ratio(rate)));
}

function rateClues(stream: RawStream, probe: RawProbe): RateClues {
  return {
    average: rational(stream['avg_frame_rate']),
    real: rational(stream['r_frame_rate']),
    frames: number(stream['nb_frames']),
    duration: streamDuration(stream, probe),
    interlaced: /^(tt|bb|tb|bt)$/.test(text(stream['field_order'])),
  };
}

function photoInfo(
  stream: RawStream,
  { format, orientation }: Photo,
  size: PictureSize,
  backdrop: string,
): VideoInfo {
  return {
    ...shown(stream, size, orientation),
    // What a photo has there is its density for printing.
    sampleAspect: { num: 1, den: 1 },
    frameRate: STILL_RATE,
    variableRate: false,
    frameCount: 1,
    duration: 1 / ratio(STILL_RATE),
    audio: [],
    stream: number(stream['index']),
    ...(hasAlpha(stream) && { transparency: { seen: true }, backdrop }),
    still: true,
    demuxer: format,
  };
}

function shown(stream: RawStream, stored: PictureSize, orientation: Orientation) {
  const sideways = isSideways(orientation);
  const aspect = rational(stream['sample_aspect_ratio']);
  return {
    width: sideways ? stored.height : stored.width,
    height: sideways ? stored.width : stored.height,
    ...orientation,
    codec: text(stream['codec_name']),
    pixelFormat: text(stream['pix_fmt']),
    ...colorsOf(stream, stored.height),
    sampleAspect: aspect.num > 0 && aspect.den > 0 ? aspect : { num: 1, den: 1 },
  };
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
