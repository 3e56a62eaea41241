import type { PlannedJob } from '../core/plan/plannedJob.js';
import { outputSeconds } from '../core/usedTime.js';
import type { MediaLibrary } from './mediaLibrary.js';

/** An allowance: outputs are encoded with more care than most sources. */
const OVERHEAD = 1.6;
/** For what is learnt of new faces and for files in passing, bytes. */
const ASIDE = 256e6;

export interface UnmadePair {
  readonly job: PlannedJob;
  /** Share of it that is not written yet, 0..1. */
  readonly left: number;
}

/**
 * What pairs will take by estimate: the source's bit rate for as long as the output lasts. The last
 * step of each writes it once more before the first copy goes, so there must be room for one twice.
 */
export function neededBytes(pairs: readonly UnmadePair[], library: MediaLibrary): number {
  if (pairs.length === 0) return 0;
  const sizes = pairs.map(({ job, left }) => {
    const picture = library.factsOf('videos', job.video.relative);
    const speech = library.factsOf('audios', job.audio.relative);
    if (picture.kind !== 'ready' || speech.kind !== 'ready') return { whole: 0, left: 0 };
    const rate = picture.version.size / Math.max(1, picture.inspection.duration);
    const whole = OVERHEAD * rate * outputSeconds(job, speech.inspection.duration);
    return { whole, left: whole * left };
  });
  const largest = sizes.reduce((most, { whole }) => Math.max(most, whole), 0);
  return Math.round(sizes.reduce((sum, { left }) => sum + left, largest + ASIDE));
}
