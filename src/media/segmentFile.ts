import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { ratio, type Rational } from '../core/videoInfo.js';
import { NO_LIMIT, runTool } from './childProcess.js';
import { fileUrl } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { Mp4Error } from './mp4/box.js';
import { decoderSetup } from './mp4/decoderSetup.js';
import { readIndex } from './mp4/readIndex.js';

export interface EncodedPicture {
  /** Frames in the file's own index. */
  readonly frames: number;
  /** Hash of the encoder's parameter sets: files of one kind can share them in one stream. */
  readonly setup: string;
}

/**
 * What `FrameEncoder` wrote, as the file itself says.
 * @throws HeygemError ffmpeg-failed when it is not a whole file
 */
export async function inspectPicture(path: string): Promise<EncodedPicture> {
  try {
    const { tracks, moov } = await readIndex(path);
    const frames = tracks.find(({ kind }) => kind === 'picture')?.samples ?? 0;
    const setup = createHash('sha256').update(decoderSetup(moov)).digest('hex');
    return { frames, setup: `SHA256:${setup}` };
  } catch (error) {
    if (!(error instanceof Mp4Error)) throw error;
    throw new HeygemError('ffmpeg-failed', { path }, error.message, error);
  }
}

export interface JoinedPicture extends EncodedPicture {
  /** Named with letters, digits, `-` and `.`; all in one folder. */
  readonly path: string;
}

export interface JoinOptions {
  readonly pictures: readonly JoinedPicture[];
  readonly rate: Rational;
  /** Where the list for ffmpeg is written meanwhile: in the pictures' folder. */
  readonly list: string;
  /** Replaced if there. */
  readonly output: string;
  readonly signal: AbortSignal;
}

/**
 * Copies the packets of pictures that `FrameEncoder` wrote into one stream, one after the other:
 * nothing is encoded again. Each begins exactly where the one before it ends, and its decoding times,
 * which start before zero where there are B-frames, continue those before it.
 * @throws HeygemError disk-full, ffmpeg-failed, cancelled
 */
export async function joinPictures(
  tools: FfmpegTools,
  { pictures, rate, list, output, signal }: JoinOptions,
): Promise<void> {
  const uniform = pictures.every(({ setup }) => setup === pictures[0].setup);
  try {
    await writeFile(list, joinList(pictures, rate));
    const args = [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
      ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'concat,mov'],
      // As they are, with the first file's parameter sets for all. Encoders whose sets change keep
      // them in the stream instead.
      ...(uniform ? ['-auto_convert', '0'] : []),
      ...['-f', 'concat', '-i', fileUrl(list)],
      ...['-map', '0:v:0', '-c', 'copy', '-f', 'mp4', '-y', fileUrl(output)],
    ];
    await runTool(tools.ffmpeg, args, { signal, subject: output, limitMs: NO_LIMIT });
  } finally {
    await rm(list, { force: true });
  }
  const wanted = pictures.reduce((sum, { frames }) => sum + frames, 0);
  const { frames } = await inspectPicture(output);
  if (frames !== wanted) {
    throw new HeygemError(
      'ffmpeg-failed',
      { path: output },
      `joined ${frames} of ${wanted} frames`,
    );
  }
}

/**
 * The list that ffmpeg's concat demuxer reads. It adds durations up in whole microseconds, so these
 * are the differences of rounded ends: no error gathers, however many pictures there are.
 */
export function joinList(
  pictures: readonly Pick<JoinedPicture, 'path' | 'frames'>[],
  rate: Rational,
): string {
  const microseconds = (frame: number): number => Math.round((1e6 * frame) / ratio(rate));
  let at = 0;
  const lines = pictures.flatMap(({ path, frames }) => {
    const duration = (microseconds(at + frames) - microseconds(at)) / 1e6;
    at += frames;
    return [`file '${basename(path)}'`, `duration ${duration.toFixed(6)}`];
  });
  return ['ffconcat version 1.0', ...lines, ''].join('\n');
}
