import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { NO_LIMIT, runTool } from './childProcess.js';
import { uprightEvenSize } from './encoder.js';
import { fileUrl, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { finishMp4, type WrittenFile } from './mp4/finish.js';
import type { Mp4Tags } from './mp4/metadata.js';
import { outputError } from './outputError.js';
import { timelineStart } from './probe.js';
import { isSound, number, probeRaw, text } from './probeData.js';
import type { RawStream } from './probeData.js';
import { verifyPicture, verifyVideo } from './verifyVideo.js';

export interface MuxOptions {
  /**
   * What `FrameEncoder` wrote. Taken over: it is removed once its frames are joined with the speech,
   * so that no more than two copies lie on the disk. What else is for a while only lies beside it.
   */
  readonly picture: string;
  /** Of the picture. */
  readonly frames: number;
  /** Any file with sound; its first audio stream is taken. */
  readonly speech: string;
  /** Must not be there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Seconds that the sound is cut to; the picture must be as long, to the frame. */
  readonly duration: number;
  /** Of the source: its rotation is written, its size and rate are what the output must have. */
  readonly info: VideoInfo;
  /** The tags of a file whose media have this SHA-256, in hexadecimal digits. */
  readonly tags: (mediaHash: string) => Mp4Tags;
  readonly signal: AbortSignal;
}

/**
 * Puts picture and speech into one mp4 that starts to play before it is whole, and makes sure that
 * it is whole. The speech is copied where mp4 carries its codec and players know it there, else
 * encoded as AAC. The same inputs give the same bytes. When it rejects, no output is left.
 * @throws HeygemError input-no-audio and other input errors, disk-full, output-damaged,
 * output-not-writable, ffmpeg-failed, cancelled
 */
export async function muxSpeech(tools: FfmpegTools, options: MuxOptions): Promise<WrittenFile> {
  const { picture, frames, output, duration, info, tags, signal } = options;
  const { rotation, mirrored, frameRate } = info;
  const orientation = { rotation, ...(mirrored && { mirrored }) };
  const joined = join(dirname(picture), `${basename(picture, '.mp4')}.joined.mp4`);
  try {
    await verifyPicture(picture, frames);
    await joinSpeech(tools, options, joined);
    await rm(picture);
    const written = await finishMp4({ input: joined, output, orientation, tags, signal });
    const size = uprightEvenSize(info);
    const expected = { ...size, ...orientation, frameRate, frames, sound: duration };
    await verifyVideo(tools, output, expected, signal).catch(async (error: unknown) => {
      await rm(output, { force: true });
      throw error;
    });
    return written;
  } catch (error) {
    throw await outputError(error, output);
  } finally {
    await rm(joined, { force: true });
  }
}

/** As ffmpeg does it: without tags or rotation, and with the index at the end. */
async function joinSpeech(tools: FfmpegTools, options: MuxOptions, joined: string): Promise<void> {
  const { speech, output, signal } = options;
  const probe = await probeRaw(tools, speech, signal);
  const stream = probe.streams.find(isSound);
  if (stream === undefined) throw new HeygemError('input-no-audio', { path: speech });
  // ffmpeg moves a file's earliest stream to zero; this puts a late start back.
  const delay = probe.start - timelineStart(probe);
  const attempt = (sound: readonly string[]) =>
    runTool(tools.ffmpeg, joinArguments(options, { joined, delay, sound }), {
      signal,
      subject: output,
      limitMs: NO_LIMIT,
    });

  if (!isCopyable(stream)) {
    await attempt(ENCODED_SOUND);
    return;
  }
  await attempt(['-c:a', 'copy']).catch(async (error: unknown) => {
    const refused = error instanceof HeygemError && error.code === 'ffmpeg-failed';
    if (!refused) throw error;
    await attempt(ENCODED_SOUND);
  });
}

/** Holes and a late start become silence, so that the encoded track has neither. */
const ENCODED_SOUND = ['-af', 'aresample=async=1:first_pts=0', '-c:a', 'aac', '-b:a', '192k'];

function isCopyable(stream: RawStream): boolean {
  const codec = text(stream['codec_name']);
  // mp4 has no proper place for the half-rate layers of MP3.
  if (codec === 'mp3') return number(stream['sample_rate']) >= 16000;
  return ['aac', 'alac', 'ac3', 'eac3'].includes(codec);
}

interface Joining {
  readonly joined: string;
  /** Seconds. */
  readonly delay: number;
  readonly sound: readonly string[];
}

function joinArguments(
  { picture, speech, duration }: MuxOptions,
  { joined, delay, sound }: Joining,
): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...inputArguments(picture),
    ...(delay > 0 ? ['-itsoffset', delay.toFixed(6)] : []),
    ...inputArguments(speech),
    ...['-map', '0:v:0', '-map', '1:a:0', '-c:v', 'copy', ...sound],
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-t', duration.toFixed(6)],
    ...['-f', 'mp4', '-y', fileUrl(joined)],
  ];
}
