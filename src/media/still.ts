import { HeygemError } from '../core/errors.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { replaceFile } from '../files/replaceFile.js';
import { runTool } from './childProcess.js';
import { fromTime, mapOf, shownFilters } from './decoder.js';
import { checkInputFile, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { probeVideo } from './probe.js';
import { decoderArguments } from './transparency.js';

export interface StillOptions {
  /** Seconds from the start. */
  readonly time: number;
  /** Pixels of the longer side, at most. */
  readonly longest: number;
  readonly output: string;
  readonly signal: AbortSignal;
}

/** How far before its end a video's last frame is looked for, seconds. */
const LAST_MOMENT = 1;

/**
 * One upright frame as JPEG, found by seeking: for looking at, not for measuring. Past the end it is
 * the last frame. The file appears whole or not at all.
 * @throws HeygemError input errors, input-damaged without a frame, output-not-writable, cancelled
 */
export async function grabStill(
  tools: FfmpegTools,
  path: string,
  { time, longest, output, signal }: StillOptions,
): Promise<void> {
  await checkInputFile(path);
  const info = await probeVideo(tools, path, signal);
  const at = async (place: Place) => {
    const args = stillArguments(path, info, place, longest);
    return runTool(tools.ffmpeg, args, { signal, subject: path });
  };
  const found = await at({ from: Math.max(0, time) });
  // Of a slow recording the last second may hold no frame.
  const back = LAST_MOMENT + (info.sourceRate ? 1 / ratio(info.sourceRate) : 0);
  const jpeg = found.length > 0 ? found : await at({ back });
  if (jpeg.length === 0) {
    throw new HeygemError('input-damaged', { path }, `no frame at ${time} s`);
  }
  try {
    await replaceFile(output, jpeg);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path: output }, String(error), error);
  }
}

/** Seconds from the start, or the last frame of so many before the end. */
type Place =
  | { readonly from: number; readonly back?: undefined }
  | { readonly from?: undefined; readonly back: number };

function seekArguments({ from, back }: Place, { still, track }: VideoInfo): readonly string[] {
  if (still || track) return [];
  return back === undefined ? ['-ss', from.toFixed(3)] : ['-sseof', `-${back}`];
}

function soughtFilters({ from, back }: Place, { track, duration }: VideoInfo): readonly string[] {
  if (!track) return [];
  return [fromTime(back === undefined ? from : Math.max(0, duration - back))];
}

function stillArguments(path: string, info: VideoInfo, place: Place, longest: number): string[] {
  const last = place.back !== undefined;
  const fit = `scale=w=min(iw*sar\\,${longest}):h=min(ih\\,${longest}):force_original_aspect_ratio=decrease`;
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...seekArguments(place, info)],
    ...['-noautorotate', ...decoderArguments(info), ...inputArguments(path, info.demuxer)],
    // A second of small frames is little enough to turn round.
    ...['-map', mapOf(info), '-vf'],
    [
      ...soughtFilters(place, info),
      ...shownFilters(info),
      fit,
      'setsar=1',
      ...(last ? ['reverse'] : []),
    ].join(','),
    ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '4', '-pix_fmt', 'yuvj420p'],
    ...['-f', 'image2pipe', 'pipe:1'],
  ];
}
