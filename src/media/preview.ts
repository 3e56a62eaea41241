import ffmpegCommand from 'fluent-ffmpeg';
import { HeygemError } from '../core/errors.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { fromTime, mapOf, ROUNDING, shownFilters } from './decoder.js';
import { runFluent } from './fluent.js';
import { placePart } from './footagePart.js';
import { fileUrl, inputLimits } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { pictureLimits } from './pictureLimit.js';
import { probeVideo } from './probe.js';
import { probeRaw } from './probeData.js';
import { decoderArguments } from './transparency.js';

export interface PreviewOptions {
  readonly input: string;
  /** Replaced if there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Seconds into the file at which it begins, with the first frame that is due then; the start unless told. */
  readonly from?: number | undefined;
  /** Only so many from there; everything unless told. */
  readonly seconds?: number | undefined;
  readonly signal: AbortSignal;
  /** Nobody waits for it: it gives way to all else. */
  readonly background?: boolean;
  /** 0..1 */
  readonly onProgress?: (fraction: number) => void;
}

/** Pixels; taller pictures are scaled down. */
const MOST_HEIGHT = 720;
/** Pixels of the longer side that a page plays without effort. */
const MOST_AS_IT_IS = 1920;

/**
 * A copy that plays in VS Code's webviews, which know H.264 and MP3 but not AAC. A picture that plays as it
 * is, as that of results does, is not encoded anew: that takes no longer than its sound. Works for
 * files without sound too.
 * @throws HeygemError input errors, disk-full, ffmpeg-failed, cancelled
 */
export async function makePreview(tools: FfmpegTools, options: PreviewOptions): Promise<void> {
  const { input, from = 0, signal } = options;
  const whole = await probeVideo(tools, input, signal);
  const info = await placePart(tools, input, whole, { from }, signal);
  const asItIs = from === 0 && (await playsAsItIs(tools, input, info));
  if (!asItIs) return write(tools, options, info, false);
  try {
    await write(tools, options, info, true);
  } catch (error) {
    // Packets that cannot be copied into mp4 can most often be decoded.
    if (!(error instanceof HeygemError) || error.code !== 'ffmpeg-failed') throw error;
    await write(tools, options, info, false);
  }
}

async function write(
  tools: FfmpegTools,
  { input, output, seconds, signal, background = false, onProgress }: PreviewOptions,
  info: VideoInfo,
  asItIs: boolean,
): Promise<void> {
  const start = startOf(info);
  const length = Math.max(0.04, Math.min(seconds ?? Infinity, info.duration));
  const onTime = (time: number): void => onProgress?.(Math.min(1, time / length));
  const command = ffmpegCommand({ source: fileUrl(input) })
    .setFfmpegPath(tools.ffmpeg.path)
    // The library leaves stdin open and asks before replacing a `file:` address: neither may happen.
    .inputOptions(['-nostdin', '-y', ...inputLimits(), ...pictureLimits()])
    .inputOptions(['-noautorotate', ...decoderArguments(info), ...start.seek])
    .inputOptions(info.demuxer === undefined ? [] : ['-f', info.demuxer])
    .outputOptions(seconds === undefined ? [] : ['-t', seconds.toFixed(3)])
    .outputOptions(['-map', mapOf(info), '-map', '0:a:0?', '-map_metadata', '-1', '-threads', '2'])
    .outputOptions(start.sound)
    .outputOptions(asItIs ? ['-c:v', 'copy'] : encoding(info, start.picture))
    .outputOptions(['-movflags', '+faststart'])
    .audioCodec('libmp3lame')
    .audioBitrate('128k')
    .audioFrequency(44_100)
    .audioChannels(2)
    .format('mp4')
    .output(fileUrl(output));
  await runFluent(tools.ffmpeg, command, output, signal, { onTime, background });
}

/** Seconds before the beginning that are decoded, where the frame that is shown then may have been shown for long. */
const HELD = 10;

/** By a seek, or in a file with several pictures, which cannot be sought in, by leaving out what comes before. */
function startOf(info: VideoInfo): Readonly<Record<'seek' | 'picture' | 'sound', string[]>> {
  const { part, track, variableRate, sourceRate, frameRate } = info;
  if (part === undefined) return { seek: [], picture: [], sound: [] };
  const { from, clock, seekClock } = part;
  const place = Math.max(0, from + seekClock - ROUNDING);
  // The first frame is shown at once, as it is in an output.
  const first = 'setpts=PTS-STARTPTS';
  const soundFrom = (start: number): string[] => {
    return ['-af', `atrim=start=${start.toFixed(6)},asetpts=PTS-STARTPTS`];
  };
  if (track) {
    const picture = [fromTime(from + clock - ROUNDING), first];
    return { seek: [], picture, sound: soundFrom(from) };
  }
  if (!variableRate && sourceRate === undefined) {
    return { seek: ['-ss', place.toFixed(6)], picture: [first], sound: [] };
  }
  const before = Math.max(0, place - HELD);
  const even = `fps=${frameRate.num}/${frameRate.den}`;
  const picture = [even, 'settb=AVTB', `trim=start=${(place - before).toFixed(6)}`, first];
  return { seek: ['-ss', before.toFixed(6)], picture, sound: soundFrom(place - before) };
}

function encoding(info: VideoInfo, first: readonly string[]): string[] {
  const filters = [
    ...first,
    ...shownFilters(info),
    // -2 keeps the shape and makes the width even.
    `scale=-2:trunc(min(${MOST_HEIGHT}\\,ih)/2)*2`,
    'format=yuv420p',
  ];
  return ['-vf', filters.join(','), '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23'];
}

/** Only where nothing about the picture asks for care, and times are told frame by frame. */
async function playsAsItIs(tools: FfmpegTools, path: string, info: VideoInfo): Promise<boolean> {
  const { codec, pixelFormat, rotation, mirrored, sampleAspect, width, height } = info;
  const plain = codec === 'h264' && /^yuvj?420p$/.test(pixelFormat) && rotation === 0 && !mirrored;
  const square = sampleAspect.num === sampleAspect.den;
  const special = info.interlaced ?? info.track ?? info.firstSize ?? info.pictureStart;
  const asFilmed = special === undefined && shownFilters(info).length === 0;
  if (!plain || !square || !asFilmed || info.sourceRate || info.still === true) return false;
  const { formatName } = await probeRaw(tools, path);
  return /\b(mov|matroska)\b/.test(formatName) && Math.max(width, height) <= MOST_AS_IT_IS;
}
