import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { AudioInfo, AudioStreamInfo, VideoInfo } from '../core/videoInfo.js';
import { NO_LIMIT, runTool } from './childProcess.js';
import { uprightEvenSize } from './encoder.js';
import { fileUrl, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { finishMp4, type WrittenFile } from './mp4/finish.js';
import type { Mp4Tags } from './mp4/metadata.js';
import { outputError } from './outputError.js';
import { timelineStart } from './probe.js';
import { probeRaw } from './probeData.js';
import { cutFilters, soundCut, type SpeechWish } from './soundCut.js';
import { isUnbroken } from './soundHoles.js';
import { seekOf, soughtCut } from './soundSeek.js';
import { probeAudio } from './speechTrack.js';
import { verifyPicture, verifyVideo } from './verifyVideo.js';

export interface MuxOptions {
  /**
   * What `FrameEncoder` wrote. Taken over: it is removed once its frames are joined with the speech,
   * so that no more than two copies lie on the disk. What else is for a while only lies beside it.
   */
  readonly picture: string;
  /** Of the picture. */
  readonly frames: number;
  /** Any file with sound; `probeAudio` says which track is taken. */
  readonly speech: string;
  /** Counted from 1, the track that a person chose. */
  readonly track?: number | undefined;
  /** What of it is heard, and when; all of it from the start when absent. */
  readonly wish?: SpeechWish;
  /** Must not be there. Give a partial name and rename: it is not whole until this resolves. */
  readonly output: string;
  /** Seconds that the sound is cut to; the picture must be as long, to the frame. */
  readonly duration: number;
  /** Of the source: its rotation is written, its size and rate are what the output must have. */
  readonly info: VideoInfo;
  /** Becomes a track that players may show: a WebVTT file and its language, ISO 639-2. */
  readonly subtitles?: { readonly path: string; readonly language: string };
  /** The tags of a file whose media have this SHA-256, in hexadecimal digits. */
  readonly tags: (mediaHash: string) => Mp4Tags;
  readonly signal: AbortSignal;
}

/**
 * Puts picture and speech into one mp4 that starts to play before it is whole, and makes sure that
 * it is whole. The speech is copied where all of it is wanted, every player knows it in mp4 and it has no
 * holes, else encoded as AAC, its holes filled with silence. The same inputs give the same bytes. When it rejects, no output is left.
 * @throws HeygemError input-no-audio and other input errors, disk-full, output-damaged,
 * output-not-writable, ffmpeg-failed, cancelled
 */
export async function muxSpeech(tools: FfmpegTools, options: MuxOptions): Promise<WrittenFile> {
  const { picture, frames, output, duration, info, subtitles, tags, signal } = options;
  const { rotation, mirrored, frameRate } = info;
  const orientation = { rotation, ...(mirrored && { mirrored }) };
  const joined = join(dirname(picture), `${basename(picture, '.mp4')}.joined.mp4`);
  try {
    await verifyPicture(picture, frames);
    await joinSpeech(tools, options, joined);
    await rm(picture);
    const written = await finishMp4({ input: joined, output, orientation, tags, signal });
    const size = uprightEvenSize(info);
    const text = subtitles !== undefined;
    const expected = { ...size, ...orientation, frameRate, frames, sound: duration, text };
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
  const sound = await probeAudio(tools, speech, signal, options.track);
  const probe = await probeRaw(tools, speech, signal);
  const cut = await cutOf(tools, options, sound);
  // ffmpeg moves a file's earliest stream to zero; this puts a late start back. A cut has it in it.
  const delay = cut ? 0 : probe.start - timelineStart(probe);
  const { track } = sound;
  const seek = cut?.seek ?? [];
  const attempt = (coding: readonly string[]) =>
    runTool(tools.ffmpeg, joinArguments(options, { joined, delay, track, seek, coding }), {
      signal,
      subject: output,
      limitMs: NO_LIMIT,
    });
  const canCopy =
    !cut && isCopyable(sound.stream) && (await isUnbroken(tools, speech, track, signal));
  const start = cut?.filters ?? [WITHOUT_HOLES];
  const ways = [encoded(sound, start), mended(sound, start)];
  if (canCopy) ways.unshift(['-c:a', 'copy']);
  for (const [at, coding] of ways.entries()) {
    try {
      await attempt(coding);
      return;
    } catch (error) {
      const refused = error instanceof HeygemError && error.code === 'ffmpeg-failed';
      if (!refused || at === ways.length - 1) throw error;
    }
  }
}

/** Holes and a late start become silence, so that the encoded track has neither. */
const WITHOUT_HOLES = 'aresample=async=1:first_pts=0';
const AAC = ['-c:a', 'aac', '-b:a', '192k'];

interface HeardCut {
  readonly seek: readonly string[];
  readonly filters: readonly string[];
}

/** By what the same is heard as `speechSamples` gives; undefined where all is, from the start. */
async function cutOf(
  tools: FfmpegTools,
  { speech, wish = {}, signal }: MuxOptions,
  info: AudioInfo,
): Promise<HeardCut | undefined> {
  const plain = soundCut(speech, info, wish);
  if (plain.whole && !wish.offset) return undefined;
  const cut = await soughtCut(tools, speech, { info, cut: plain, signal });
  // Of a part that lies before the stream begins there is only silence.
  if (cut.length === 0) return { seek: [], filters: ['volume=0', WITHOUT_HOLES, 'apad'] };
  const silence = `asetpts=PTS+round(${cut.silence.toFixed(6)}/TB)`;
  return { seek: seekOf(cut), filters: [...cutFilters(cut), silence, WITHOUT_HOLES] };
}

/** @param start filters from the stream to what of it is heard */
function encoded({ stream, mix }: AudioInfo, start: readonly string[]): string[] {
  // Of more than two channels that are not what a layout says no encoder makes anything.
  const filters = stream.channels > 2 && mix !== undefined ? [...start, mix.filter] : start;
  return ['-af', filters.join(','), ...AAC];
}

/** For what the encoder refuses: samples that are no numbers (a broken export), or odd channels. */
function mended({ stream, mix }: AudioInfo, start: readonly string[]): string[] {
  const sample = (k: number): string => `if(lt(abs(val(${k})),1000000),val(${k}),0)`;
  const samples = Array.from({ length: stream.channels }, (_, k) => sample(k)).join('|');
  const filters = [
    ...start,
    `aeval='${samples}':c=same`,
    ...(mix === undefined ? [] : [mix.filter]),
  ];
  return [
    '-af',
    filters.join(','),
    '-ac',
    stream.channels === 2 && mix === undefined ? '2' : '1',
    ...AAC,
  ];
}

/** What browsers, phones and editors all play in mp4. */
function isCopyable({ codec, profile, sampleRate, channels }: AudioStreamInfo): boolean {
  // mp4 has no proper place for the half-rate layers of MP3.
  if (codec === 'mp3') return sampleRate >= 16000;
  return codec === 'aac' && channels > 0 && PLAYED_AAC.includes(profile);
}

/** Main, SSR, LTP, the low-delay kinds and USAC play in few places. */
const PLAYED_AAC = ['LC', 'HE-AAC', 'HE-AACv2'];

interface Joining {
  readonly joined: string;
  /** Seconds. */
  readonly delay: number;
  readonly track: number;
  /** Before the speech's file. */
  readonly seek: readonly string[];
  readonly coding: readonly string[];
}

function joinArguments(
  { picture, speech, duration, subtitles }: MuxOptions,
  { joined, delay, track, seek, coding }: Joining,
): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...inputArguments(picture),
    ...(delay > 0 ? ['-itsoffset', delay.toFixed(6)] : []),
    ...seek,
    ...inputArguments(speech),
    ...(subtitles ? textArguments(subtitles.path) : []),
    ...['-map', '0:v:0', '-map', `1:a:${track}`, '-c:v', 'copy', ...coding],
    ...(subtitles ? ['-map', '2:s:0', '-c:s', 'mov_text'] : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-t', duration.toFixed(6)],
    ...(subtitles ? ['-metadata:s:s:0', `language=${subtitles.language}`] : []),
    ...['-f', 'mp4', '-y', fileUrl(joined)],
  ];
}

/** Of a file that we wrote ourselves. */
function textArguments(path: string): string[] {
  const limits = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'webvtt'];
  return [...limits, '-f', 'webvtt', '-i', fileUrl(path)];
}
