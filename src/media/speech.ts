import { HeygemError } from '../core/errors.js';
import { LEAST_PART, tooShort } from '../core/usedPart.js';
import type { AudioInfo } from '../core/videoInfo.js';
import { startTool, throwIfAborted, toolError } from './childProcess.js';
import { floatPieces } from './floatPieces.js';
import { inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { cutFilters, soundCut, type SoundCut, type SpeechWish } from './soundCut.js';
import { seekOf, soughtCut } from './soundSeek.js';
import { probeAudio } from './speechTrack.js';

export interface SpeechOptions {
  readonly signal: AbortSignal;
  /** Hz. */
  readonly sampleRate: number;
  /** At most so many seconds from the start; all of it when absent. */
  readonly seconds?: number;
  /** Counted from 1, the track that a person chose. */
  readonly track?: number | undefined;
  /** What a probe said of the track, where it is known already: saves another one. */
  readonly known?: AudioInfo;
  /** What of the recording is spoken, and when; all of it from the start when absent. */
  readonly wish?: SpeechWish;
}

const LONGEST_HOURS = 6;
/** Samples of a late start's silence given at once. */
const SILENCE = 65_536;
/** Full scale is 1, and what is louder than this is no sound. */
const LOUDEST = 1e6;

/**
 * The speech of an audio or video file (`probeAudio` says which track) as mono floats, piece by piece, from the
 * container's start: a stream that starts late begins with silence, holes in it are silence, and so is what is
 * no number. Of a part only that is given, as if nothing else had been recorded. Equal
 * calls give equal samples. The decoder waits for its consumer and is stopped when the loop is left.
 * What is too long is told from what was decoded: a container's word may be an estimate.
 * @throws HeygemError input-no-audio and other input errors, input-too-large, as `soundCut`, cancelled
 */
export async function* speechSamples(
  tools: FfmpegTools,
  path: string,
  { signal, sampleRate, seconds = Infinity, track, known, wish = {} }: SpeechOptions,
): AsyncGenerator<Float32Array, void, undefined> {
  const info = known ?? (await probeAudio(tools, path, signal, track));
  const cut = await soughtCut(tools, path, { info, cut: soundCut(path, info, wish), signal });
  const most = LONGEST_HOURS * 3600 * sampleRate;
  let given = 0;
  const counted = (piece: Float32Array): Float32Array => {
    throwIfAborted(signal);
    given += piece.length;
    if (given > most) {
      throw new HeygemError('input-too-large', { path, limit: `${LONGEST_HOURS} h of speech` });
    }
    return piece;
  };
  const silence = Math.round(Math.min(cut.silence, seconds) * sampleRate);
  while (given < silence) {
    yield counted(new Float32Array(Math.min(SILENCE, silence - given)));
  }

  if (cut.length === 0) return;
  // Something of a stream that starts later than asked for: none of it would look like damage.
  const after = Math.max(0.1, seconds - cut.silence);
  const args = speechArguments(path, info, cut, { sampleRate, seconds: after });
  const run = startTool(tools.ffmpeg, args, signal);
  run.stdin.end();
  try {
    for await (const piece of floatPieces(run.stdout as AsyncIterable<Buffer>)) {
      if (piece.length > 0) yield counted(silenced(piece));
    }
    const exit = await run.done;
    throwIfAborted(signal);
    if (exit.startError !== undefined || exit.signal !== null) {
      throw toolError(exit, run.stderrTail(), path);
    }
    checkGiven(path, cut, { found: (given - silence) / sampleRate, after, log: run.stderrTail() });
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  } finally {
    await run.stop();
  }
}

interface Given {
  /** Seconds of sound. */
  readonly found: number;
  /** That were asked for at most. */
  readonly after: number;
  readonly log: string;
}

/** Only decoding tells how much there is of some files. */
function checkGiven(path: string, cut: SoundCut, { found, after, log }: Given): void {
  const { whole, from, length } = cut;
  if (found === 0) {
    throw whole
      ? new HeygemError('input-damaged', { path }, log)
      : new HeygemError('part-beyond-end', { path, from });
  }
  // Of a part that begins in the silence before a late stream, little sound may be wanted.
  const least = Math.min(after, length, LEAST_PART) - 0.001;
  if (!whole && found < least) throw tooShort(path);
}

/** All samples at once: for short recordings. @throws as `speechSamples` */
export async function decodeSpeech(
  tools: FfmpegTools,
  path: string,
  options: SpeechOptions,
): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  let length = 0;
  for await (const piece of speechSamples(tools, path, options)) {
    pieces.push(piece);
    length += piece.length;
  }
  const all = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Damaged recordings decode to what is no number, or to no sound; it would spoil all that is heard of them. */
export function silenced(piece: Float32Array): Float32Array {
  for (let k = 0; k < piece.length; k++) {
    if (!(Math.abs(piece[k]) < LOUDEST)) piece[k] = 0;
  }
  return piece;
}

function speechArguments(
  path: string,
  { track, mix }: AudioInfo,
  cut: SoundCut,
  { sampleRate, seconds }: { readonly sampleRate: number; readonly seconds: number },
): string[] {
  const filters = [...cutFilters(cut), ...(mix === undefined ? [] : [mix.filter])];
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...[...seekOf(cut), ...inputArguments(path)],
    ...['-map', `0:a:${track}`, '-af', filters.join(',')],
    ...(seconds < Infinity ? ['-t', String(seconds)] : []),
    ...['-ac', '1', '-ar', String(sampleRate), '-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1'],
  ];
}
