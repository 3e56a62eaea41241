import { rm } from 'node:fs/promises';
import type { YuvFrame } from '../core/frame.js';
import { keyInterval } from '../core/segments.js';
import type { Settings } from '../core/settings.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { hasFailed, startTool, throwIfAborted, toolError } from './childProcess.js';
import type { ToolRun } from './childProcess.js';
import { colorTagFilter } from './colorTagging.js';
import { fileUrl } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { isSideways, storedFilters } from './orientation.js';
import type { VideoCodec } from './videoCodec.js';
import { chooseCodec, codecNamed } from './videoCodec.js';

export interface EncoderOptions extends Pick<Settings, 'crf' | 'preset' | 'encoder'> {
  /** Written as mp4 whatever its name; an existing file is replaced. */
  readonly output: string;
  readonly info: VideoInfo;
  /** Name of the encoder to use where it was chosen before: `encoder` is not looked at then. */
  readonly codec?: string;
  /** Pixels of the shorter side: larger pictures are scaled down, to be looked at only. */
  readonly mostPixels?: number;
  readonly signal: AbortSignal;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Encodes upright frames to H.264 4:2:0 at the source's rate, stored size, sample aspect and
 * colour tags. A turned or mirrored source is put back to how it was stored; the matrix itself is
 * written by `muxSpeech`. Owns the ffmpeg child and the file it writes until `finish`.
 */
export class FrameEncoder {
  private finished = false;

  private constructor(
    private readonly run: ToolRun,
    private readonly options: EncoderOptions,
    /** The encoder that won. */
    readonly name: string,
    /** Stored pixels: 4:2:0 H.264 needs even sizes, so an odd last row or column is cut. */
    readonly outputSize: Size,
  ) {}

  /** @throws HeygemError cancelled, ffmpeg-failed */
  static async start(tools: FfmpegTools, options: EncoderOptions): Promise<FrameEncoder> {
    throwIfAborted(options.signal);
    const codec =
      options.codec === undefined
        ? await chooseCodec(tools, options, options.signal)
        : codecNamed(options.codec, options, options.info);
    const run = startTool(tools.ffmpeg, encodeArguments(codec, options), options.signal);
    run.stdout.resume();
    return new FrameEncoder(run, options, codec.name, storedEvenSize(options.info));
  }

  /**
   * Resolves when the frame's buffer may be reused.
   * @throws RangeError for a frame of another size
   * @throws HeygemError cancelled, disk-full, ffmpeg-failed
   */
  async write(frame: YuvFrame): Promise<void> {
    const { info, signal } = this.options;
    if (frame.width !== info.width || frame.height !== info.height) {
      throw new RangeError(
        `a ${frame.width}x${frame.height} frame in a ${info.width}x${info.height} video`,
      );
    }
    throwIfAborted(signal);
    const failed = await new Promise<boolean>((resolve) => {
      this.run.stdin.write(frame.data, (error) => {
        resolve(error !== null && error !== undefined);
      });
    });
    if (failed) await this.fail();
  }

  /**
   * Resolves when the file is whole.
   * @throws HeygemError cancelled, disk-full, ffmpeg-failed
   */
  async finish(): Promise<void> {
    this.run.stdin.end();
    const exit = await this.run.done;
    if (hasFailed(exit, this.run.stderrTail())) await this.fail();
    throwIfAborted(this.options.signal);
    this.finished = true;
  }

  /** Stops and removes what was written; after `finish` it does nothing. */
  async abort(): Promise<void> {
    if (this.finished) return;
    await this.run.stop();
    await rm(this.options.output, { force: true });
  }

  private async fail(): Promise<never> {
    // ffmpeg closes its input a moment before it has said why.
    const patience = setTimeout(() => void this.run.stop(), 2000);
    const exit = await this.run.done;
    clearTimeout(patience);
    throwIfAborted(this.options.signal);
    throw toolError(exit, this.run.stderrTail(), this.options.output);
  }
}

/** The size that an output of such a video is stored with. */
export function storedEvenSize(info: VideoInfo): Size {
  const { width, height } = info;
  const stored = isSideways(info) ? { width: height, height: width } : { width, height };
  return { width: stored.width & ~1, height: stored.height & ~1 };
}

/** The size that what is encoded is shown in. */
export function uprightEvenSize({ width, height }: VideoInfo): Size {
  return { width: width & ~1, height: height & ~1 };
}

/** H.264 has sixteen bits for each term; left to itself the filter rounds to terms of 100. */
const MOST_ASPECT_TERM = 65_535;

/**
 * Frames that ffmpeg reads ahead of x264, in a thread of its own. A pipe holds an eighth of a frame, so
 * without them x264 waits whenever this process is busy drawing.
 */
const QUEUED_FRAMES = 4;

/** -2 keeps the shape and makes the other side even. */
function smaller({ width, height }: Size, most: number): string[] {
  if (Math.min(width, height) <= most) return [];
  return [width < height ? `scale=${most}:-2` : `scale=-2:${most}`];
}

function encodeArguments(codec: VideoCodec, options: EncoderOptions): string[] {
  const { info, output, mostPixels = Infinity } = options;
  const { width, height } = storedEvenSize(info);
  const { num, den } = info.frameRate;
  const filters = [
    ...storedFilters(info),
    `crop=${width}:${height}:0:0`,
    ...smaller({ width, height }, mostPixels),
    `setsar=${info.sampleAspect.num}/${info.sampleAspect.den}:max=${MOST_ASPECT_TERM}`,
    ...codec.filters,
  ];
  const tags = colorTagFilter(info);
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...codec.device],
    ...['-thread_queue_size', String(QUEUED_FRAMES)],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${info.width}x${info.height}`],
    ...['-framerate', `${num}/${den}`, '-i', 'pipe:0', '-vf', filters.join(',')],
    ...['-c:v', codec.name, ...codec.options, '-g', String(keyInterval(info.frameRate))],
    ...(codec.filters.length > 0 ? [] : ['-pix_fmt', 'yuv420p']),
    ...(tags === undefined ? [] : ['-bsf:v', tags]),
    ...['-f', 'mp4', '-y', fileUrl(output)],
  ];
}
