/** Seconds over which a shown time gives way to a new estimate. */
const EASE = 6;
/** No time is told before this many seconds were watched: the first of them load models. */
const WARM_UP = 3;
/**
 * Nor before this share of the whole was watched, at most so many seconds: what an hour will take is not
 * known after three.
 */
const WARM_SHARE = 0.02;
const WARM_MOST = 20;

/** Whether enough was watched to tell a time that will stand. All in seconds. */
export function isWarm(watched: number, estimate: number): boolean {
  const share = WARM_SHARE * (watched + estimate);
  return watched >= Math.max(WARM_UP, Math.min(WARM_MOST, share));
}

/**
 * The time to show: it counts down by itself and is drawn to the newest estimate, so that it neither
 * jumps nor rises and falls by turns.
 * @param elapsed seconds since `shown` was shown
 */
export function eased(
  shown: number | null,
  estimate: number | null,
  elapsed: number,
): number | null {
  if (shown === null || estimate === null) return estimate;
  const counted = Math.max(0, shown - elapsed);
  return counted + (estimate - counted) * (1 - Math.exp(-elapsed / EASE));
}

/**
 * Seconds until all is made: work shared evenly by `lanes`, though no job is made faster than one lane
 * makes it.
 * @param running seconds left of each job under way
 * @param waiting seconds of all jobs that wait
 */
export function makespan(running: readonly number[], waiting: number, lanes: number): number {
  const sum = running.reduce((all, seconds) => all + seconds, waiting);
  return Math.max(sum / Math.max(1, lanes), ...running);
}
