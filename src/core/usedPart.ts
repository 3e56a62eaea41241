import { HeygemError } from './errors.js';
import type { LipSyncJob } from './job.js';
import type { Part } from './part.js';

/** Seconds: less is no word, and too few frames to learn a face from. */
export const LEAST_PART = 0.2;
/** Seconds before the speech, at most: more is most likely a slip of the keyboard. */
export const MOST_OFFSET = 600;

/** A part that was looked at: where it begins is always told. */
export interface UsedPart {
  readonly from: number;
  /** Absent: to the file's end, wherever that is. */
  readonly to?: number;
}

/** What a job or a report says of parts; what is absent leaves nothing out. */
export interface UsedParts {
  readonly videoPart?: UsedPart;
  readonly audioPart?: UsedPart;
  /** Seconds. */
  readonly speechOffset?: number;
}

type PartsOfJob = Pick<LipSyncJob, 'video' | 'videoPart' | 'audio' | 'audioPart' | 'speechOffset'>;

/** @throws as `usedPart` and `usedOffset` */
export function usedParts(job: PartsOfJob): UsedParts {
  const videoPart = usedPart(job.video, job.videoPart);
  const audioPart = usedPart(job.audio, job.audioPart);
  const speechOffset = usedOffset(job.audio, job.speechOffset);
  return {
    ...(videoPart && { videoPart }),
    ...(audioPart && { audioPart }),
    ...(speechOffset > 0 && { speechOffset }),
  };
}

/**
 * What a part says, in one form: two that mean the same are equal. Undefined where all of the file is used.
 * @param path of the file, for errors
 * @throws HeygemError part-time-invalid, part-backward, part-too-short
 */
export function usedPart(path: string, part: Part | undefined): UsedPart | undefined {
  if (part === undefined) return undefined;
  const { from = 0, to } = part;
  for (const time of [from, to ?? 0]) {
    if (!(time >= 0) || time === Infinity) {
      throw new HeygemError('part-time-invalid', { path, time: String(time) });
    }
  }
  if (to === undefined) return from === 0 ? undefined : { from };
  if (to <= from) throw new HeygemError('part-backward', { path, from, to });
  // A part of a fifth of a second may be a hair less in binary digits.
  if (to - from < LEAST_PART - 1e-9) throw tooShort(path);
  return { from, to };
}

export function tooShort(path: string): HeygemError {
  return new HeygemError('part-too-short', { path, least: LEAST_PART });
}

/**
 * Seconds before the speech.
 * @throws HeygemError offset-invalid
 */
export function usedOffset(path: string, offset = 0): number {
  if (offset >= 0 && offset <= MOST_OFFSET) return offset;
  throw new HeygemError('offset-invalid', { path, offset: String(offset), most: MOST_OFFSET });
}
