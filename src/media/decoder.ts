import { availableParallelism } from 'node:os';
import { HeygemError } from '../core/errors.js';
import { frameBytes, type YuvFrame } from '../core/frame.js';
import type { Run } from '../core/runs.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { startTool, throwIfAborted, toolError } from './childProcess.js';
import { FrameReader } from './frameReader.js';
import { checkInputFile, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { isSideways, uprightFilters } from './orientation.js';
import { isRgb } from './probe.js';
import { scanFilters } from './scan.js';
import { alphaFormat, backdropFilters, decoderArguments } from './transparency.js';

export interface DecodeRequest {
  readonly signal: AbortSignal;
  /** Seconds to seek to before decoding; frames then start about there, not at an exact index. */
  readonly seek?: number;
  /** Index of the first frame wanted, counted by the decoder itself and therefore exact. */
  readonly from?: number;
  readonly count?: number;
  /** Instead of `from` and `count`: the frames of these stretches, in order, counted as exactly. */
  readonly only?: readonly Run[];
}

/**
 * Decodes to upright 8-bit 4:2:0 frames at the constant rate of `info`; where that is of a part of the file,
 * as if nothing else were in it. The child is stopped when
 * the consumer leaves the loop. See `decodeFrames` for who owns a frame's buffer.
 * @throws HeygemError input-damaged (of a part: part-beyond-end) when no frame comes out, ffmpeg-failed, cancelled
 */
export async function* decode(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  request: DecodeRequest,
): AsyncGenerator<YuvFrame, void, undefined> {
  throwIfAborted(request.signal);
  await checkInputFile(path);
  const run = startTool(tools.ffmpeg, decodeArguments(path, info, request), request.signal);
  run.stdin.end();
  try {
    const reader = new FrameReader(run.stdout, info.width, info.height);
    let frames = 0;
    for (;;) {
      const frame = await reader.next();
      throwIfAborted(request.signal);
      if (frame === undefined) break;
      frames++;
      yield frame;
    }
    const exit = await run.done;
    throwIfAborted(request.signal);
    // A file that breaks off still gives what it has; a decoder that was killed gives no answer.
    const crashed = exit.startError !== undefined || exit.signal !== null;
    if (crashed) throw toolError(exit, run.stderrTail(), path);
    const mayBeEmpty = (request.from ?? 0) > 0 || request.seek !== undefined;
    if (frames === 0 && !mayBeEmpty) {
      if (info.part) throw new HeygemError('part-beyond-end', { path, from: info.part.from });
      throw new HeygemError('input-damaged', { path }, run.stderrTail());
    }
  } finally {
    await run.stop();
  }
}

export function decodeArguments(path: string, info: VideoInfo, request: DecodeRequest): string[] {
  const { seek, only } = request;
  const sought = seek !== undefined && info.track ? [fromTime(onFileClock(seek, info))] : [];
  const selected = selection(request);
  const count = only ? only.reduce((sum, { from, to }) => sum + to - from, 0) : request.count;
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...threadLimit(info),
    // Timestamps as they are, so that a variable rate is sampled at the same times after a seek.
    ...['-copyts', '-noautorotate'],
    // A size that changes midway is brought to one by the scaler; to set all filters up anew would
    // count frames from zero again.
    ...(info.interlaced ? [] : ['-reinit_filter', '0']),
    ...decoderArguments(info),
    ...seekArguments(info, seek),
    ...inputArguments(path, info.demuxer),
    ...['-map', mapOf(info), '-vf', decodeFilters(info, { sought, selected })],
    ...(count === undefined ? [] : ['-frames:v', String(count)]),
    ...['-r', `${info.frameRate.num}/${info.frameRate.den}`],
    ...['-c:v', 'rawvideo', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
  ];
}

/** In a file with several pictures there is no seek: see `fromTime`. */
function seekArguments(info: VideoInfo, seek: number | undefined): string[] {
  const { part, track } = info;
  if (track) return [];
  if (seek !== undefined) {
    const at = seekTime(seek, info) + (part ? part.from + part.seekClock : 0);
    return ['-ss', Math.max(0, at).toFixed(6)];
  }
  if (part?.runUp === undefined) return [];
  // All that is decoded passes, for the filters to have what comes before the part.
  const at = Math.max(0, part.from + part.seekClock - part.runUp);
  return ['-noaccurate_seek', '-ss', at.toFixed(6)];
}

/** Of a moment of the video. */
function onFileClock(seconds: number, { part }: VideoInfo): number {
  return part ? part.from + part.clock + seconds : seconds;
}

/**
 * Seconds by which containers round their frames' times. A frame that is due where the part begins is in it,
 * and one that is due where it ends is not.
 */
export const ROUNDING = 0.001;

/** `trim` ends decoding behind the part, as `select` would not. */
function partFilters({ part }: VideoInfo): string[] {
  if (part === undefined) return [];
  const { from, to, clock } = part;
  const place = (seconds: number) => (seconds + clock - ROUNDING).toFixed(6);
  const start = from > 0 ? [`start=${place(from)}`] : [];
  const end = to === undefined ? [] : [`end=${place(to)}`];
  // In fine steps, or the places would be rounded to whole frames.
  return ['settb=AVTB', `trim=${[...start, ...end].join(':')}`];
}

/** Bytes of frames that a decoder's threads may hold, one or two each. */
const THREAD_BYTES = 256 * 1024 * 1024;

/** Fewer threads than ffmpeg takes, one a core, where they would hold too much. They change no frame. */
function threadLimit({ width, height }: VideoInfo): string[] {
  const fits = Math.max(1, Math.floor(THREAD_BYTES / frameBytes(width, height)));
  return fits < availableParallelism() ? ['-threads', String(fits)] : [];
}

/** Which frames pass, as ffmpeg's `select` has it; all when empty. */
function selection({ from = 0, only }: DecodeRequest): string[] {
  if (only === undefined) return from > 0 ? [`select=gte(n\\,${from})`] : [];
  const stretches = only.map((run) => `between(n\\,${run.from}\\,${run.to - 1})`);
  return [`select=${stretches.join('+')}`];
}

/** The picture stream, as ffmpeg's `-map` names it. */
export function mapOf({ stream }: Pick<VideoInfo, 'stream'>): string {
  return stream === undefined ? '0:V:0' : `0:${stream}`;
}

/** From stored to what a person sees, for pictures to look at: no colour is converted. */
export function shownFilters(info: VideoInfo): readonly string[] {
  const backdrop = info.transparency
    ? [`format=${alphaFormat(info)}`, ...backdropFilters(info)]
    : [];
  return [...scanFilters(info), ...backdrop, ...uprightFilters(info)];
}

/**
 * Instead of a seek in a file with several pictures: ffmpeg seeks to a key frame of whichever it likes,
 * and another one's frames after that may have none.
 */
export function fromTime(seconds: number): string {
  return `select=gte(t\\,${seconds.toFixed(6)})`;
}

interface Wanted {
  readonly sought: readonly string[];
  readonly selected: readonly string[];
}

/** Back to the frame that is shown at a time, where frames are shown for long. */
function seekTime(seek: number, { sourceRate }: VideoInfo): number {
  return sourceRate === undefined ? seek : Math.max(0, seek - sourceRate.den / sourceRate.num);
}

function decodeFilters(info: VideoInfo, { sought, selected }: Wanted): string {
  const { num, den } = info.frameRate;
  const stored = isSideways(info) ? `${info.height}:${info.width}` : `${info.width}:${info.height}`;
  return [
    ...scanFilters(info),
    ...sought,
    ...(info.variableRate || info.sourceRate ? [`fps=${num}/${den}`] : []),
    ...partFilters(info),
    ...selected,
    // Keeps the frame size constant when the stream changes it midway, and brings every pixel
    // format to one; with nothing to change it passes frames through untouched.
    `scale=${stored}:flags=bicubic+accurate_rnd+full_chroma_int${ranges(info)}`,
    ...(info.transparency ? [`format=${alphaFormat(info)}`, ...backdropFilters(info)] : []),
    'format=yuv420p',
    ...uprightFilters(info),
    // A constant stream is taken frame by frame, whatever its timestamps' jitter.
    `settb=${den}/${num}`,
    'setpts=N',
  ].join(',');
}

/** Equal ranges on both sides: values are kept, not squeezed from full to limited. */
function ranges({ pixelFormat, color }: VideoInfo): string {
  if (isRgb(pixelFormat)) return ':out_color_matrix=bt709:out_range=tv';
  const range = color.fullRange ? 'pc' : 'tv';
  return `:in_range=${range}:out_range=${range}`;
}
