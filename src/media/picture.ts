import { HeygemError } from '../core/errors.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { allocateFrame } from '../core/frame.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { replaceFile } from '../files/replaceFile.js';
import { runTool } from './childProcess.js';
import { decode } from './decoder.js';
import { decodeFrames } from './frameSource.js';
import type { FfmpegTools } from './locate.js';

/**
 * One frame by its index, in a buffer of its own.
 * @throws HeygemError input-damaged when the video has no such frame, input errors, cancelled
 */
export async function grabFrame(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  index: number,
  signal: AbortSignal,
): Promise<YuvFrame> {
  const frame = await firstOf(decodeFrames(tools, path, info, { signal, from: index, count: 1 }));
  if (frame) return frame;
  throw new HeygemError('input-damaged', { path }, `has no frame ${index}`);
}

/**
 * One frame that is shown about `seconds` into the video, by a seek: the same one each time.
 * @throws as `grabFrame`
 */
export async function grabFrameNear(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  seconds: number,
  signal: AbortSignal,
): Promise<YuvFrame> {
  const frame = await firstOf(decode(tools, path, info, { signal, seek: seconds, count: 1 }));
  if (frame) return frame;
  throw new HeygemError('input-damaged', { path }, `has no frame at ${seconds} s`);
}

async function firstOf(frames: AsyncIterable<YuvFrame>): Promise<YuvFrame | undefined> {
  for await (const { width, height, data } of frames) {
    const copy = allocateFrame(width, height);
    copy.data.set(data);
    return copy;
  }
  return undefined;
}

/**
 * Writes a frame as PNG, converted by its own matrix and range. The file appears whole or not at
 * all.
 * @throws HeygemError output-not-writable, disk-full, ffmpeg-failed, cancelled
 */
export async function writePng(
  tools: FfmpegTools,
  frame: YuvFrame,
  color: ColorCoding,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const matrix = { bt601: 'bt601', bt709: 'bt709', bt2020: 'bt2020' }[color.matrix];
  const range = color.fullRange ? 'pc' : 'tv';
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
    ...['-video_size', `${frame.width}x${frame.height}`, '-framerate', '1', '-i', 'pipe:0'],
    '-vf',
    `scale=in_color_matrix=${matrix}:in_range=${range}:flags=bicubic+accurate_rnd+full_chroma_int`,
    // Through a pipe: a file name with % in it would be taken for a pattern.
    ...['-frames:v', '1', '-pix_fmt', 'rgb24', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'],
  ];
  const input = frame.data;
  const png = await runTool(tools.ffmpeg, args, { signal, subject: path, input });
  await writeWhole(path, png);
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceFile(path, bytes);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path }, String(error), error);
  }
}
