import type { Failure } from './errors.js';
import type { JobId } from './ids.js';
import type { JobProgress, JobResult, Stage } from './job.js';
import type { OutputReport } from './report.js';

/** `at` is in milliseconds of a clock that only goes forward. */
export type JobEvent =
  | { readonly kind: 'queued'; readonly id: JobId; readonly expectedFrames: number }
  /** Not to be made, because its output is current. */
  | { readonly kind: 'skipped'; readonly id: JobId }
  /** Comes again when a job is tried once more after a crash. */
  | { readonly kind: 'started'; readonly id: JobId; readonly at: number }
  | {
      readonly kind: 'progress';
      readonly id: JobId;
      readonly at: number;
      readonly progress: JobProgress;
    }
  | {
      readonly kind: 'finished';
      readonly id: JobId;
      readonly at: number;
      readonly result: JobResult;
    };

export type JobState =
  | { readonly kind: 'queued' }
  | { readonly kind: 'running'; readonly attempt: number; readonly progress?: JobProgress }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'done'; readonly report: OutputReport }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled' };

export interface JobSnapshot {
  readonly id: JobId;
  readonly state: JobState;
  /** 0..1, never less than it was. */
  readonly fraction: number;
}

/** All there is to show of a batch, whole each time: who missed one needs only the next. Plain data. */
export interface ProgressSnapshot {
  /** In the order they were queued. */
  readonly jobs: readonly JobSnapshot[];
  readonly total: number;
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly cancelled: number;
  /** 0..1, jobs weighted by their expected frames. */
  readonly fraction: number;
  /** Seconds left; null while too little is known to say. */
  readonly eta: number | null;
}

/**
 * Share of a job's time by stage with a new actor, as `npm run bench -- speed` measures it at 720p
 * (bench/results/speed.md: .2, 10.6, .7, 17.9 and 1.4 ms a frame). With a cached actor `track` drops
 * out and the others grow to fill it. Where a video is much longer than its speech, `track` takes more
 * than its share: the time left is then mended by the pace that is seen.
 */
const STAGE_SHARE: Readonly<Record<Stage, number>> = {
  probe: 0.01,
  track: 0.34,
  speech: 0.03,
  render: 0.58,
  finish: 0.04,
};
const STAGE_ORDER = Object.keys(STAGE_SHARE) as readonly Stage[];

/** Seconds over which the speed is averaged, and over which the shown ETA gives way to a new one. */
const SPEED_MEMORY = 20;
const ETA_EASE = 6;
/** No ETA before this much was watched, seconds. */
const ETA_WARM_UP = 3;

interface TrackedJob extends JobSnapshot {
  readonly expectedFrames: number;
  /** Whether this job tracks the face or has a cached actor; undefined until a stage tells. */
  readonly tracks: boolean | undefined;
}

/** Work is in expected frames: a job of 100 frames at fraction .5 has 50 done. */
interface Pace {
  /** Time of the last event that counted; null while nothing runs. */
  readonly at: number | null;
  readonly watched: number;
  /** Exponentially faded work and seconds; their quotient is the speed. */
  readonly work: number;
  readonly seconds: number;
  readonly eta: number | null;
}

type Counts = Readonly<Record<JobState['kind'], number>>;

/** What `foldProgress` carries from event to event; `snapshotOf` shows it. */
export interface ProgressState {
  readonly jobs: readonly TrackedJob[];
  readonly index: ReadonlyMap<JobId, number>;
  readonly counts: Counts;
  readonly workTotal: number;
  readonly workDone: number;
  readonly pace: Pace;
}

export const NO_PROGRESS: ProgressState = {
  jobs: [],
  index: new Map(),
  counts: { queued: 0, running: 0, skipped: 0, done: 0, failed: 0, cancelled: 0 },
  workTotal: 0,
  workDone: 0,
  pace: { at: null, watched: 0, work: 0, seconds: 0, eta: null },
};

/** Events of jobs that were never queued, and late events of finished ones, change nothing. */
export function foldProgress(state: ProgressState, event: JobEvent): ProgressState {
  if (event.kind === 'queued') return foldQueued(state, [event]);
  const position = state.index.get(event.id);
  const job = position === undefined ? undefined : state.jobs[position];
  if (position === undefined || !job || isOver(job.state)) return state;
  const next = advance(job, event);
  const changed = replaceJob(state, position, next);
  if (event.kind === 'skipped') return changed;
  // What a job leaves undone when it ends early is settled, but nobody worked it off.
  const worked = event.kind === 'finished' && event.result.kind !== 'done' ? 0 : next.fraction;
  const work = Math.max(0, worked - job.fraction) * job.expectedFrames;
  return { ...changed, pace: paceAfter(state, changed, event.at, work) };
}

/** Queues many jobs at once: one copy instead of one a job. */
export function foldQueued(
  state: ProgressState,
  events: readonly Extract<JobEvent, { kind: 'queued' }>[],
): ProgressState {
  const fresh = new Map<JobId, TrackedJob>();
  for (const { id, expectedFrames } of events) {
    if (state.index.has(id) || fresh.has(id)) continue;
    const frames = Number.isFinite(expectedFrames) ? Math.max(1, expectedFrames) : 1;
    const waiting: JobState = { kind: 'queued' };
    fresh.set(id, { id, state: waiting, fraction: 0, expectedFrames: frames, tracks: undefined });
  }
  const added = [...fresh.values()];
  const index = new Map(state.index);
  added.forEach((job, offset) => index.set(job.id, state.jobs.length + offset));
  return {
    ...state,
    jobs: [...state.jobs, ...added],
    index,
    counts: { ...state.counts, queued: state.counts.queued + added.length },
    workTotal: added.reduce((sum, job) => sum + job.expectedFrames, state.workTotal),
  };
}

export function snapshotOf(state: ProgressState): ProgressSnapshot {
  const { jobs, counts, workTotal, workDone, pace } = state;
  const isWhole = counts.queued + counts.running === 0;
  const fraction = workTotal === 0 ? 0 : Math.min(1, workDone / workTotal);
  return {
    jobs: jobs.map(({ id, state: jobState, fraction: share }) => ({
      id,
      state: jobState,
      fraction: share,
    })),
    total: jobs.length,
    ...counts,
    fraction: isWhole && jobs.length > 0 ? 1 : fraction,
    eta: isWhole ? null : pace.eta,
  };
}

function advance(job: TrackedJob, event: Exclude<JobEvent, { kind: 'queued' }>): TrackedJob {
  switch (event.kind) {
    case 'skipped':
      return { ...job, state: { kind: 'skipped' }, fraction: 1 };
    case 'started': {
      const attempt = job.state.kind === 'running' ? job.state.attempt + 1 : 1;
      return { ...job, state: { kind: 'running', attempt } };
    }
    case 'progress': {
      const { progress } = event;
      const attempt = job.state.kind === 'running' ? job.state.attempt : 1;
      const tracks = job.tracks ?? tracksBy(progress.stage);
      const fraction = Math.max(job.fraction, fractionOf(progress, tracks));
      return { ...job, state: { kind: 'running', attempt, progress }, tracks, fraction };
    }
    case 'finished':
      return { ...job, state: stateAfter(event.result), fraction: 1 };
  }
}

/** The first stage past `probe` tells; the short `speech` may pass between two reports. */
function tracksBy(stage: Stage): boolean | undefined {
  return stage === 'probe' ? undefined : stage === 'track';
}

function fractionOf({ stage, done, total }: JobProgress, tracks: boolean | undefined): number {
  const share = (each: Stage) => (each === 'track' && tracks === false ? 0 : STAGE_SHARE[each]);
  const sum = (stages: readonly Stage[]) => stages.reduce((all, each) => all + share(each), 0);
  const within = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const before = sum(STAGE_ORDER.slice(0, STAGE_ORDER.indexOf(stage)));
  return (before + share(stage) * within) / sum(STAGE_ORDER);
}

function stateAfter(result: JobResult): JobState {
  return result.kind === 'done' ? { kind: 'done', report: result.report } : result;
}

function isOver(state: JobState): boolean {
  return state.kind !== 'queued' && state.kind !== 'running';
}

function replaceJob(state: ProgressState, position: number, next: TrackedJob): ProgressState {
  const before = state.jobs[position];
  const counts: Record<JobState['kind'], number> = { ...state.counts };
  counts[before.state.kind]--;
  counts[next.state.kind]++;
  const gained = (next.fraction - before.fraction) * next.expectedFrames;
  const jobs = state.jobs.with(position, next);
  return { ...state, jobs, counts, workDone: state.workDone + gained };
}

/**
 * The speed is work over time, both fading with SPEED_MEMORY, so a burst weighs as much as it
 * lasted. The shown ETA counts down by itself and is drawn to the newest estimate with ETA_EASE.
 */
function paceAfter(before: ProgressState, after: ProgressState, at: number, work: number): Pace {
  const { pace } = before;
  const elapsed = before.counts.running > 0 && pace.at !== null ? (at - pace.at) / 1000 : 0;
  const seconds = Number.isFinite(elapsed) ? Math.max(0, elapsed) : 0;
  const fade = Math.exp(-seconds / SPEED_MEMORY);
  const faded = { work: pace.work * fade + work, seconds: pace.seconds * fade + seconds };
  const watched = pace.watched + seconds;
  const left = Math.max(0, after.workTotal - after.workDone);
  const known = watched >= ETA_WARM_UP && faded.work > 0;
  const estimate = known ? (left * faded.seconds) / faded.work : null;
  return { at, watched, ...faded, eta: eased(pace.eta, estimate, seconds) };
}

function eased(shown: number | null, estimate: number | null, seconds: number): number | null {
  if (shown === null || estimate === null) return estimate;
  const counted = Math.max(0, shown - seconds);
  return counted + (estimate - counted) * (1 - Math.exp(-seconds / ETA_EASE));
}
