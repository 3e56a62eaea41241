import type { JobProgress } from '../core/job.js';

const INTERVAL_MS = 100;

/**
 * Thins progress to ten messages a second, so that a caller may report each frame. The first and
 * last of each stage always pass, so that no stage stays unseen or seems unfinished.
 */
export function throttleProgress(
  emit: (progress: JobProgress) => void,
  now: () => number = () => performance.now(),
): (progress: JobProgress) => void {
  let stage: string | undefined;
  let nextAt = 0;
  return (progress) => {
    const last = progress.total > 0 && progress.done >= progress.total;
    const time = now();
    if (progress.stage === stage && !last && time < nextAt) return;
    stage = progress.stage;
    nextAt = time + INTERVAL_MS;
    emit(progress);
  };
}
