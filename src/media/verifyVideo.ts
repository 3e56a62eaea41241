import { HeygemError } from '../core/errors.js';
import { ratio, type Rational, type VideoInfo } from '../core/videoInfo.js';
import { NO_LIMIT, runTool, ToolFailure } from './childProcess.js';
import { inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { Mp4Error } from './mp4/box.js';
import { readIndex } from './mp4/readIndex.js';
import type { Mp4Track } from './mp4/tracks.js';
import { probeVideo } from './probe.js';

/** What a video must be, to be called done. */
export interface ExpectedVideo {
  /** Upright pixels. */
  readonly width: number;
  readonly height: number;
  readonly rotation: VideoInfo['rotation'];
  readonly mirrored?: boolean;
  readonly frameRate: Rational;
  readonly frames: number;
  /** Seconds that its sound lasts. */
  readonly sound: number;
  /** Whether a track of text goes with it. */
  readonly text?: boolean;
}

/**
 * Seconds that sound may end before or after its time: a packet of the slowest codec that is
 * copied takes half a second, and some recordings' last packets are empty.
 */
const SOUND_SLACK = 0.6;

/**
 * That a finished video is whole: its index comes first, all that it points to is there, it is what
 * it should be by ffprobe's word too, and its end decodes. An ffmpeg before 6 says that all is well
 * when it could not write the end of a file.
 * @throws Mp4Error saying what is wrong
 * @throws HeygemError cancelled, ffmpeg-missing
 */
export async function verifyVideo(
  tools: FfmpegTools,
  path: string,
  expected: ExpectedVideo,
  signal: AbortSignal,
): Promise<void> {
  const { tracks, startsFast } = await readIndex(path);
  if (!startsFast) throw new Mp4Error('the index is not first');
  const picture = checkTracks(tracks, {
    frames: expected.frames,
    sound: true,
    text: expected.text === true,
  });
  checkInfo(await probeVideo(tools, path, signal).catch(unreadable), expected);
  await decodeEnd(tools, path, { picture, frameRate: expected.frameRate, signal });
}

/**
 * That what an encoder wrote holds every frame that it was given.
 * @throws Mp4Error saying what is wrong
 */
export async function verifyPicture(path: string, frames: number): Promise<void> {
  checkTracks((await readIndex(path)).tracks, { frames, sound: false, text: false });
}

/** One picture with so many frames, one sound and one text or none, and nothing else. Gives the picture. */
function checkTracks(
  tracks: readonly Mp4Track[],
  wished: { readonly frames: number; readonly sound: boolean; readonly text: boolean },
): Mp4Track {
  const kinds = tracks.map(({ kind }) => kind).sort();
  const { frames, sound, text } = wished;
  const wanted = [...(text ? ['other'] : []), 'picture', ...(sound ? ['sound'] : [])].join();
  if (kinds.join() !== wanted) throw new Mp4Error(`tracks: ${kinds.join()}, not ${wanted}`);
  if (tracks.some(({ samples }) => samples === 0)) throw new Mp4Error('an empty track');
  const [picture] = tracks.filter(({ kind }) => kind === 'picture');
  if (picture.samples !== frames) throw new Mp4Error(`${picture.samples} frames, not ${frames}`);
  return picture;
}

function checkInfo(info: VideoInfo, expected: ExpectedVideo): void {
  const must = (holds: boolean, detail: string): void => {
    if (!holds) throw new Mp4Error(detail);
  };
  const { width, height, rotation, codec, duration, audio } = info;
  must(codec === 'h264', `the picture is ${codec}`);
  must(width === expected.width && height === expected.height, `${width}x${height}`);
  must(rotation === expected.rotation, `turned by ${rotation}`);
  must(Boolean(info.mirrored) === Boolean(expected.mirrored), 'mirrored the other way');
  const lasts = expected.frames / ratio(expected.frameRate);
  // The last frame's length is a guess of the muxer's.
  const apart = Math.abs(duration - lasts) * ratio(expected.frameRate);
  must(apart <= 1.5, `the picture lasts ${duration} s, not ${lasts}`);
  const ends = audio.map((sound) => sound.startOffset + sound.duration);
  const heard = ends.length === 1 && Math.abs(ends[0] - expected.sound) <= SOUND_SLACK;
  must(heard, `the sound ends at ${ends.join()} s, not ${expected.sound}`);
}

function unreadable(error: unknown): never {
  if (error instanceof HeygemError && error.code.startsWith('input-')) {
    throw new Mp4Error(`${error.code}: ${error.detail ?? ''}`);
  }
  throw error;
}

interface End {
  readonly picture: Mp4Track;
  readonly frameRate: Rational;
  readonly signal: AbortSignal;
}

/** That the frames from the last key frame on decode, without a fault that a decoder would hide. */
async function decodeEnd(
  tools: FfmpegTools,
  path: string,
  { picture, frameRate, signal }: End,
): Promise<void> {
  const from = picture.lastKey / ratio(frameRate);
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-xerror', '-err_detect', 'explode'],
    ...['-noaccurate_seek', '-ss', from.toFixed(6), ...inputArguments(path)],
    ...['-map', '0:v:0', '-f', 'framecrc', 'pipe:1'],
  ];
  const options = { signal, subject: path, limitMs: NO_LIMIT };
  const table = await runTool(tools.ffmpeg, args, options).catch((error: unknown) => {
    const refused = error instanceof ToolFailure && error.ending === 'refused';
    throw refused ? new Mp4Error(`the end does not decode: ${error.detail ?? ''}`) : error;
  });
  const decoded = table
    .toString()
    .split('\n')
    .filter((line) => /^\d/.test(line)).length;
  const wanted = picture.samples - picture.lastKey;
  if (decoded < wanted) throw new Mp4Error(`${decoded} frames at the end decode, not ${wanted}`);
}
