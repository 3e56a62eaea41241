import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlannedJob } from '../../core/plan/plannedJob.js';
import type { MediaLibrary } from './mediaLibrary.js';

/** An allowance: outputs are encoded with more care than most sources. */
const OVERHEAD = 1.6;

/** Bytes free where a path is or will be; undefined when the system does not say. */
export async function freeBytes(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    const folder = dirname(path);
    return folder === path ? undefined : freeBytes(folder);
  }
}

/** What pairs will take by estimate: the source's bit rate for as long as the speech lasts. */
export function neededBytes(jobs: readonly PlannedJob[], library: MediaLibrary): number {
  return jobs.reduce((sum, { video, audio }) => {
    const picture = library.factsOf('videos', video.relative);
    const speech = library.factsOf('audios', audio.relative);
    if (picture.kind !== 'ready' || speech.kind !== 'ready') return sum;
    const rate = picture.version.size / Math.max(1, picture.inspection.duration);
    return sum + OVERHEAD * rate * speech.inspection.duration;
  }, 0);
}
