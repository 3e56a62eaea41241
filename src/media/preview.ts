import ffmpegCommand from 'fluent-ffmpeg';
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
}

/** Pixels; taller pictures are scaled down. */
const MOST_HEIGHT = 720;

/**
 * A copy that plays in VS Code's webviews, which know H.264 and MP3 but not AAC. Works for files
 * without sound too.
 * @throws HeygemError input errors, disk-full, ffmpeg-failed, cancelled
 */
export async function makePreview(tools: FfmpegTools, options: PreviewOptions): Promise<void> {
  const { input, output, seconds, signal } = options;
  const info = await probeVideo(tools, input, signal);
  const command = ffmpegCommand({ source: fileUrl(input) })
    .setFfmpegPath(tools.ffmpeg.path)
    // The library leaves stdin open and asks before replacing a `file:` address: neither may happen.
    .inputOptions(['-nostdin', '-y', ...inputLimits(), ...pictureLimits()])
    .inputOptions(['-noautorotate', ...decoderArguments(info)])
    .inputOptions(info.demuxer === undefined ? [] : ['-f', info.demuxer])
    .outputOptions(seconds === undefined ? [] : ['-t', seconds.toFixed(3)])
    .outputOptions(['-map', mapOf(info), '-map', '0:a:0?', '-map_metadata', '-1', '-threads', '2'])
    // -2 keeps the shape and makes the width even.
    .videoFilters(
      [
        ...shownFilters(info),
        `scale=-2:trunc(min(${MOST_HEIGHT}\\,ih)/2)*2`,
        'format=yuv420p',
      ].join(','),
    )
    .videoCodec('libx264')
    .outputOptions(['-preset', 'veryfast', '-crf', '23', '-movflags', '+faststart'])
    .audioCodec('libmp3lame')
    .audioBitrate('128k')
    .audioFrequency(44_100)
    .audioChannels(2)
    .format('mp4')
    .output(fileUrl(output));
  await runFluent(tools.ffmpeg, command, output, signal);
}
