import ffmpegCommand, { type FfmpegCommand } from 'fluent-ffmpeg';
import { HeygemError } from '../core/errors.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { mapOf, shownFilters } from './decoder.js';
import { runFluent } from './fluent.js';
import { fileUrl, inputLimits } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { pictureLimits } from './pictureLimit.js';
import { probeVideo } from './probe.js';
import { decoderArguments } from './transparency.js';

export interface PreviewOptions {
  readonly input: string;
  /** Replaced if there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Only so many from the start; everything unless told. */
  readonly seconds?: number;
  readonly signal: AbortSignal;
  /** Nobody waits for it: it gives way to all else. */
  readonly background?: boolean;
  /** 0..1 */
  readonly onProgress?: (fraction: number) => void;
}

/** Pixels; taller pictures are scaled down. */
const MOST_HEIGHT = 720;

/** Pixels; of pictures up to this height that every page can play, the packets are copied. */
const MOST_COPIED_HEIGHT = 1088;

/**
 * A copy that plays in VS Code's webviews, which know H.264 and MP3 but not AAC. A picture that plays as it
 * is, as that of results does, is not encoded anew, which takes a second instead of many. Works for
 * files without sound too.
 * @throws HeygemError input errors, disk-full, ffmpeg-failed, cancelled
 */
export async function makePreview(tools: FfmpegTools, options: PreviewOptions): Promise<void> {
  const { input, signal } = options;
  const info = await probeVideo(tools, input, signal);
  if (!playsAsIs(info)) return write(tools, options, info, encoding);
  try {
    await write(tools, options, info, copying);
  } catch (error) {
    // Packets that cannot be copied into mp4 can most often be decoded.
    if (!(error instanceof HeygemError) || error.code !== 'ffmpeg-failed') throw error;
    await write(tools, options, info, encoding);
  }
}

/** H.264 of the common kind, upright, square, and not too large to be played twice at once. */
function playsAsIs(info: VideoInfo): boolean {
  const { codec, pixelFormat, height, sampleAspect, sourceRate, firstSize, still } = info;
  return (
    codec === 'h264' &&
    /^yuvj?420p$/.test(pixelFormat) &&
    height <= MOST_COPIED_HEIGHT &&
    ratio(sampleAspect) === 1 &&
    shownFilters(info).length === 0 &&
    sourceRate === undefined &&
    firstSize === undefined &&
    still !== true
  );
}

type Picture = (command: FfmpegCommand, info: VideoInfo) => FfmpegCommand;

const copying: Picture = (command) => command.videoCodec('copy');

const encoding: Picture = (command, info) =>
  command
    // -2 keeps the shape and makes the width even.
    .videoFilters(
      [
        ...shownFilters(info),
        `scale=-2:trunc(min(${MOST_HEIGHT}\\,ih)/2)*2`,
        'format=yuv420p',
      ].join(','),
    )
    .videoCodec('libx264')
    .outputOptions(['-preset', 'veryfast', '-crf', '23']);

async function write(
  tools: FfmpegTools,
  { input, output, seconds, signal, background = false, onProgress }: PreviewOptions,
  info: VideoInfo,
  picture: Picture,
): Promise<void> {
  const command = ffmpegCommand({ source: fileUrl(input) })
    .setFfmpegPath(tools.ffmpeg.path)
    // The library leaves stdin open and asks before replacing a `file:` address: neither may happen.
    .inputOptions(['-nostdin', '-y', ...inputLimits(), ...pictureLimits()])
    .inputOptions(['-noautorotate', ...decoderArguments(info)])
    .inputOptions(info.demuxer === undefined ? [] : ['-f', info.demuxer])
    .outputOptions(seconds === undefined ? [] : ['-t', seconds.toFixed(3)])
    .outputOptions(['-map', mapOf(info), '-map', '0:a:0?', '-map_metadata', '-1', '-threads', '2']);
  const length = Math.max(0.04, Math.min(seconds ?? Infinity, info.duration));
  const onTime = (time: number): void => onProgress?.(Math.min(1, time / length));
  picture(command, info)
    .outputOptions(['-movflags', '+faststart'])
    .audioCodec('libmp3lame')
    .audioBitrate('128k')
    .audioFrequency(44_100)
    .audioChannels(2)
    .format('mp4')
    .output(fileUrl(output));
  await runFluent(tools.ffmpeg, command, output, signal, { onTime, background });
}
