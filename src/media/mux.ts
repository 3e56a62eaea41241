import { HeygemError } from '../core/errors.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { runTool } from './childProcess.js';
import { setDisplayRotation } from './displayMatrix.js';
import { fileUrl, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { timelineStart } from './probe.js';
import { isSound, number, probeRaw, text } from './probeData.js';
import type { RawStream } from './probeData.js';

export interface MuxOptions {
  /** What `FrameEncoder` wrote. */
  readonly picture: string;
  /** Any file with sound; its first audio stream is taken. */
  readonly speech: string;
  /** Replaced if there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Seconds. The picture should be as long already: it is cut between packets, not frames. */
  readonly duration: number;
  /** Of the source: its rotation is written. */
  readonly info: VideoInfo;
  /** Keys must not hold `=`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Puts picture and speech into one mp4 that starts to play before it is whole. The speech is
 * copied where mp4 carries its codec and players know it there, else encoded as AAC.
 * @throws HeygemError input-no-audio and other input errors, disk-full, ffmpeg-failed, cancelled
 */
export async function muxSpeech(tools: FfmpegTools, options: MuxOptions): Promise<void> {
  const { speech, output, info, signal } = options;
  const probe = await probeRaw(tools, speech, signal);
  const stream = probe.streams.find(isSound);
  if (stream === undefined) throw new HeygemError('input-no-audio', { path: speech });
  // ffmpeg moves a file's earliest stream to zero; this puts a late start back.
  const delay = probe.start - timelineStart(probe);
  const attempt = (sound: readonly string[]) =>
    runTool(tools.ffmpeg, muxArguments(options, delay, sound), { signal, subject: output });

  if (isCopyable(stream)) {
    await attempt(['-c:a', 'copy']).catch(async (error: unknown) => {
      const refused = error instanceof HeygemError && error.code === 'ffmpeg-failed';
      if (!refused) throw error;
      await attempt(ENCODED_SOUND);
    });
  } else {
    await attempt(ENCODED_SOUND);
  }
  if (info.rotation !== 0) await setDisplayRotation(output, info.rotation);
}

/** Holes and a late start become silence, so that the encoded track has neither. */
const ENCODED_SOUND = ['-af', 'aresample=async=1:first_pts=0', '-c:a', 'aac', '-b:a', '192k'];

function isCopyable(stream: RawStream): boolean {
  const codec = text(stream['codec_name']);
  // mp4 has no proper place for the half-rate layers of MP3.
  if (codec === 'mp3') return number(stream['sample_rate']) >= 16000;
  return ['aac', 'alac', 'ac3', 'eac3'].includes(codec);
}

function muxArguments(
  { picture, speech, output, duration, metadata }: MuxOptions,
  delay: number,
  sound: readonly string[],
): string[] {
  const tags = Object.entries(metadata).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...inputArguments(picture),
    ...(delay > 0 ? ['-itsoffset', delay.toFixed(6)] : []),
    ...inputArguments(speech),
    ...['-map', '0:v:0', '-map', '1:a:0', '-c:v', 'copy', ...sound],
    ...['-map_metadata', '-1', '-map_chapters', '-1', ...tags],
    ...['-t', duration.toFixed(6), '-movflags', '+faststart+use_metadata_tags'],
    ...['-f', 'mp4', '-y', fileUrl(output)],
  ];
}
