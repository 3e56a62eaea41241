/** A shown time gives way to a new estimate within this share of it, and so many seconds. */
const EASE_SHARE = 0.2;
const [EASE_LEAST, EASE_MOST] = [1, 6];
/** It rises by no more than this share of itself a second, or of so many seconds where it is less. */
const RISE_SHARE = 0.15;
const RISE_OF_LEAST = 2;
/** No time is told before this many seconds were watched: the first of them load models. */
const WARM_UP = 3;
/**
 * Nor before this share of the whole was watched, at most so many seconds: what an hour will take is not
 * known after three.
 */
const WARM_SHARE = 0.02;
const WARM_MOST = 20;
/**
 * Nor before its end stayed for so many seconds where it was so many seconds ago on the average, give or
 * take this share of what is left.
 */
const STEADY_FOR = 1.5;
const STEADY_SHARE = 0.2;
/** Of what is nearly over, of so many seconds. */
const STEADY_LEAST = 3;

/**
 * Nor, where more than so much of it rests on usual costs, before so many seconds were watched, or while
 * what tells better has just begun: a machine that others work on, or a large picture, makes drawing dearer
 * beside studying than usual, up to three times as was seen.
 */
const MOST_GUESSED = 0.5;
const GUESSED_WARM_UP = 30;

/** A time left as it is told, and what decides whether it is. All in seconds. */
export interface ToldTime {
  /** Null as long as nothing is told. */
  readonly left: number | null;
  /** The end that was estimated lately, on the average, and since when it stays there. */
  readonly steady: { readonly end: number; readonly since: number } | null;
}

export const UNTOLD: ToldTime = { left: null, steady: null };

export interface Estimate {
  readonly left: number;
  readonly now: number;
  /** Since the last estimate. */
  readonly elapsed: number;
  /** Of how many seconds of work it is made. */
  readonly watched: number;
  /** How much of it rests on no measuring, 0..1. */
  readonly guessed: number;
  /** Whether a stage is under way whose pace is not known yet. */
  readonly settling: boolean;
}

/** What to tell after a new estimate. What was told once is told until the end. */
export function toldAfter({ left: shown, steady }: ToldTime, estimate: Estimate): ToldTime {
  const { left, now, elapsed } = estimate;
  if (shown !== null) return { left: eased(shown, left, elapsed), steady };
  const end = now + left;
  const tolerance = STEADY_SHARE * Math.max(left, STEADY_LEAST);
  const isSteady = steady !== null && Math.abs(end - steady.end) <= tolerance;
  const since = isSteady ? steady.since : now;
  const isStable = now - since >= STEADY_FOR && isWarm(estimate);
  const drawn = 1 - Math.exp(-elapsed / STEADY_FOR);
  const smooth = steady === null ? end : steady.end + (end - steady.end) * drawn;
  return { left: isStable ? left : null, steady: { end: smooth, since } };
}

/** Whether enough was watched to tell a time that will stand. */
function isWarm({ watched, left, guessed, settling }: Estimate): boolean {
  if (guessed > MOST_GUESSED && settling) return false;
  const share = WARM_SHARE * (watched + left);
  const least = guessed > MOST_GUESSED ? GUESSED_WARM_UP : WARM_UP;
  return watched >= Math.max(least, Math.min(WARM_MOST, share));
}

/**
 * The time to show: it counts down by itself and is drawn to the newest estimate, so that it neither
 * jumps nor rises and falls by turns.
 */
function eased(shown: number, estimate: number, elapsed: number): number {
  const counted = Math.max(0, shown - elapsed);
  const ease = Math.min(EASE_MOST, Math.max(EASE_LEAST, EASE_SHARE * estimate));
  const drawn = counted + (estimate - counted) * (1 - Math.exp(-elapsed / ease));
  return Math.min(drawn, shown + RISE_SHARE * Math.max(shown, RISE_OF_LEAST) * elapsed);
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
