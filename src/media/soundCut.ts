import { HeygemError } from '../core/errors.js';
import type { Part } from '../core/part.js';
import { LEAST_PART, tooShort, usedOffset, usedPart } from '../core/usedPart.js';
import type { AudioInfo } from '../core/videoInfo.js';

/** What of a recording is spoken, and when. */
export interface SpeechWish {
  readonly part?: Part;
  /** Seconds of silence before it. */
  readonly offset?: number;
}

/** A recording as it is heard: some silence, then some of the stream's own sound. */
export interface SoundCut {
  /** Seconds. */
  readonly silence: number;
  /** Seconds of the stream's sound that are left out before what is heard, and that are heard. */
  readonly skip: number;
  readonly length: number;
  /** Whether the file is heard as it is, silence before it aside. */
  readonly whole: boolean;
  /** Seconds of the file. */
  readonly from: number;
  /** Where in the file, in seconds as ffmpeg seeks, a decoder begins, and how long before what is heard. */
  readonly seek?: { readonly from: number; readonly runUp: number };
}

/**
 * What the same is for the lips and in the output: a stream that starts late has silence before it.
 * @throws HeygemError part-time-invalid, part-backward, part-too-short, part-beyond-end, offset-invalid
 */
export function soundCut(path: string, info: AudioInfo, { part, offset }: SpeechWish): SoundCut {
  const { duration, stream, claimed } = info;
  const used = usedPart(path, part);
  const before = usedOffset(path, offset);
  const { from = 0, to = Infinity } = used ?? {};
  const late = Math.min(duration, stream.startOffset);
  // What a file does not tell itself only decoding tells.
  if (claimed !== undefined) {
    if (from >= duration) throw new HeygemError('part-beyond-end', { path, from });
    if (used && duration - from < LEAST_PART) throw tooShort(path);
  }
  const quiet = Math.max(0, Math.min(late, to) - from);
  const skip = Math.max(0, from - late);
  const length = Math.max(0, to - Math.max(from, late));
  return { silence: before + quiet, skip, length, whole: used === undefined, from };
}

/** Seconds that are heard, as far as the file tells its length. */
export function cutDuration({ duration, stream }: AudioInfo, cut: SoundCut): number {
  const own = Math.max(0, duration - Math.min(duration, stream.startOffset));
  return cut.silence + Math.min(cut.length, Math.max(0, own - cut.skip));
}

/**
 * ffmpeg's filters from a stream as it lies in its file to what of it is heard, holes filled with silence, from
 * a time of zero on. Cut by samples, before anything is resampled.
 */
export function cutFilters(cut: SoundCut): string[] {
  const { skip, length, seek } = cut;
  if (seek) return soughtFilters(cut);
  const filled = ['asetpts=PTS-STARTPTS', 'aresample=async=1'];
  if (skip === 0 && length === Infinity) return filled;
  return [...filled, ...trimmed(skip, length)];
}

/** The same after a seek, from where times count. */
export function soughtFilters({ seek, length }: SoundCut): string[] {
  return ['aresample=async=1:first_pts=0', ...trimmed(seek?.runUp ?? 0, length)];
}

function trimmed(start: number, length: number): string[] {
  const end = length === Infinity ? '' : `:end=${(start + length).toFixed(6)}`;
  return [`atrim=start=${start.toFixed(6)}${end}`, 'asetpts=PTS-STARTPTS'];
}
