import type { JobId } from '../ids.js';
import { STAGES, type JobProgress, type JobResult, type Stage } from '../job.js';
import type { JobEvent, JobSnapshot, JobState, ProgressSnapshot } from './jobEvents.js';
import { secondsOf, unitsLeft, workAfter, workOf, type JobWork } from './jobWork.js';
import {
  costsNow,
  guessedOf,
  isSettling,
  NO_COSTS,
  withMeasured,
  type StageCosts,
} from './stageCosts.js';
import { makespan, toldAfter, UNTOLD, type ToldTime } from './timeLeft.js';

/** A longer silence is a machine that slept: nobody worked meanwhile. */
const LONGEST_GAP = 15;
/** Seconds: when the programs of a stage take longer to start, that says nothing of its pace. */
const LONGEST_START = 0.5;

interface TrackedJob extends Omit<JobSnapshot, 'eta'> {
  readonly expectedFrames: number;
  /** Whether its length was known when it was queued. */
  readonly isKnown: boolean;
  readonly work: JobWork;
  /** Whether its footage was seen to be studied in this attempt. */
  readonly studied: boolean;
  readonly told: ToldTime;
  /** When it was last heard of; null before it runs. */
  readonly heard: Heard | null;
}

interface Heard {
  /** ms */
  readonly at: number;
  readonly stage: Stage | null;
  /** Units of the stage that were done when it was first heard of, and how many seconds ago that was. */
  readonly from: number;
  readonly started: number;
}

type Counts = Readonly<Record<JobState['kind'], number>>;
type Units = Readonly<Record<Stage, number>>;

/** What `foldProgress` carries from event to event; `snapshotOf` shows it. */
export interface ProgressState {
  readonly jobs: readonly TrackedJob[];
  readonly index: ReadonlyMap<JobId, number>;
  readonly counts: Counts;
  /** In expected frames: a job of 100 frames at fraction .5 has 50 done. */
  readonly workTotal: number;
  readonly workDone: number;
  /** Units of the jobs that wait, and how many more wait whose length is not known. */
  readonly waiting: Units;
  readonly waitingUnknown: number;
  /** Units that the jobs which were made had, and how many these were. */
  readonly made: { readonly units: Units; readonly jobs: number };
  /** Positions of the jobs under way. */
  readonly running: readonly number[];
  readonly costs: StageCosts;
  /** How many there are to draw. */
  readonly hands: number;
  /** When the time left was last reckoned, ms. */
  readonly at: number | null;
  readonly told: ToldTime;
}

const NO_UNITS: Units = { speak: 0, probe: 0, track: 0, speech: 0, model: 0, render: 0, finish: 0 };

export const NO_PROGRESS: ProgressState = {
  jobs: [],
  index: new Map(),
  counts: { queued: 0, running: 0, skipped: 0, done: 0, failed: 0, cancelled: 0 },
  workTotal: 0,
  workDone: 0,
  waiting: NO_UNITS,
  waitingUnknown: 0,
  made: { units: NO_UNITS, jobs: 0 },
  running: [],
  costs: NO_COSTS,
  hands: 1,
  at: null,
  told: UNTOLD,
};

/** Events of jobs that were never queued, and late events of finished ones, change nothing. */
export function foldProgress(state: ProgressState, event: JobEvent): ProgressState {
  if (event.kind === 'queued') return foldQueued(state, [event]);
  const position = state.index.get(event.id);
  const job = position === undefined ? undefined : state.jobs[position];
  if (position === undefined || !job || isOver(job.state)) return state;
  const costs = event.kind === 'progress' ? measured(state.costs, job, event) : state.costs;
  const next = advance(job, event, costs);
  const hands = (event.kind === 'started' ? event.hands : undefined) ?? state.hands;
  const changed = sharingHands(replaceJob({ ...state, costs, hands }, position, next));
  return event.kind === 'skipped' ? changed : withTimes(changed, event.at);
}

/** Queues many jobs at once: one copy instead of one a job. */
export function foldQueued(
  state: ProgressState,
  events: readonly Extract<JobEvent, { kind: 'queued' }>[],
): ProgressState {
  const fresh = new Map<JobId, TrackedJob>();
  for (const { id, expectedFrames, expected } of events) {
    if (state.index.has(id) || fresh.has(id)) continue;
    const frames = Number.isFinite(expectedFrames) ? Math.max(1, expectedFrames) : 1;
    fresh.set(id, {
      ...{ id, state: { kind: 'queued' }, fraction: 0, studied: false, heard: null },
      expectedFrames: frames,
      isKnown: frames > 1 || expected?.render !== undefined,
      work: workOf(frames, expected),
      told: UNTOLD,
    });
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
    ...waitingAfter(state, added, 1),
  };
}

export function snapshotOf(state: ProgressState): ProgressSnapshot {
  const { jobs, counts, workTotal, workDone } = state;
  const isWhole = counts.queued + counts.running === 0;
  const fraction = workTotal === 0 ? 0 : Math.min(1, workDone / workTotal);
  const whole = isWhole ? null : wholeTime(state);
  return {
    jobs: jobs.map(({ id, state: jobState, fraction: share, told: { left } }) => ({
      id,
      state: jobState,
      fraction: share,
      eta: jobState.kind === 'running' ? jobTime(state, left, whole) : null,
    })),
    total: jobs.length,
    ...counts,
    fraction: isWhole && jobs.length > 0 ? 1 : fraction,
    eta: whole,
  };
}

/** Whether nothing is left but one job, whose time is the batch's. */
function isLastAlone({ running, counts }: ProgressState): boolean {
  return running.length === 1 && counts.queued === 0;
}

function wholeTime(state: ProgressState): number | null {
  const { told, running, jobs } = state;
  return isLastAlone(state) ? (told.left ?? jobs[running[0]].told.left) : told.left;
}

/** Each time eases by itself: what is told of a job must not contradict what is told of all. */
function jobTime(state: ProgressState, left: number | null, whole: number | null): number | null {
  if (isLastAlone(state)) return whole;
  return left === null || whole === null ? left : Math.min(left, whole);
}

/** What the time since a job was last heard of says of the stage that it was in. */
function measured(
  costs: StageCosts,
  { heard, work, studied }: TrackedJob,
  { at, progress }: { readonly at: number; readonly progress: JobProgress },
): StageCosts {
  if (heard === null || heard.stage === null) return costs;
  const { stage, from } = heard;
  const seconds = (at - heard.at) / 1000;
  if (!(seconds > 0) || seconds > LONGEST_GAP) return costs;
  const over = STAGES.indexOf(progress.stage) > STAGES.indexOf(stage);
  const now = workAfter(work, progress, studied);
  // Of a stage that turns out to have nothing to do, nothing was done.
  const units = (over ? now.total[stage] : now.done[stage]) - work.done[stage];
  const isStarting = work.done[stage] === from && !over && now.done[stage] === from;
  const counted = isStarting ? Math.min(seconds, LONGEST_START - heard.started) : seconds;
  return withMeasured(costs, stage, Math.max(0, counted), Math.max(0, units));
}

function advance(
  job: TrackedJob,
  event: Exclude<JobEvent, { kind: 'queued' }>,
  costs: StageCosts,
): TrackedJob {
  switch (event.kind) {
    case 'skipped':
      return { ...job, state: { kind: 'skipped' }, fraction: 1 };
    case 'speaking':
      return begun(job, event.at, 0);
    case 'started':
      return begun(job, event.at, job.state.kind === 'running' ? job.state.attempt + 1 : 1);
    case 'progress':
      return progressed(job, event, costs);
    case 'finished':
      return { ...job, state: stateAfter(event.result), fraction: 1 };
  }
}

function begun(job: TrackedJob, at: number, attempt: number): TrackedJob {
  const work = { total: job.work.total, done: NO_UNITS };
  const heard = { at, stage: null, from: 0, started: 0 };
  return { ...job, state: { kind: 'running', attempt }, work, studied: false, heard };
}

function progressed(
  job: TrackedJob,
  { progress, at }: Extract<JobEvent, { kind: 'progress' }>,
  costs: StageCosts,
): TrackedJob {
  const attempt = job.state.kind === 'running' ? job.state.attempt : 1;
  const studied = job.studied || progress.stage === 'track';
  const work = workAfter(job.work, progress, studied);
  const unitCosts = costsNow(costs);
  const done = secondsOf(work.done, unitCosts);
  const whole = secondsOf(work.total, unitCosts);
  const fraction = Math.max(job.fraction, whole > 0 ? Math.min(1, done / whole) : 0);
  const { stage } = progress;
  const heard = heardAfter(job.heard, { at, stage, done: work.done[stage] });
  return { ...job, state: { kind: 'running', attempt, progress }, fraction, work, studied, heard };
}

function heardAfter(
  before: Heard | null,
  { at, stage, done }: { readonly at: number; readonly stage: Stage; readonly done: number },
): Heard {
  if (before?.stage !== stage) return { at, stage, from: done, started: 0 };
  return { ...before, at, started: before.started + (at - before.at) / 1000 };
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
  const begins = before.state.kind === 'queued' && next.state.kind !== 'queued';
  const others = state.running.filter((each) => each !== position);
  const running = next.state.kind === 'running' ? [...others, position] : others;
  const { made } = state;
  return {
    ...{ ...state, jobs, counts, running, workDone: state.workDone + gained },
    ...(begins ? waitingAfter(state, [before], -1) : {}),
    ...(next.state.kind === 'done'
      ? { made: { units: plus(made.units, next.work.total, 1), jobs: made.jobs + 1 } }
      : {}),
  };
}

/** Each job under way is drawn by one, and by several where there are more of them than jobs. */
function sharingHands(state: ProgressState): ProgressState {
  const together = Math.max(1, state.hands / Math.max(1, state.running.length));
  return { ...state, costs: { ...state.costs, together } };
}

/** The batch's time left, and that of each job under way, as they are to be shown at `at`. */
function withTimes(state: ProgressState, at: number): ProgressState {
  const elapsed = state.at === null ? 0 : Math.max(0, (at - state.at) / 1000);
  const costs = costsNow(state.costs);
  const time = {
    now: at / 1000,
    elapsed,
    watched: state.costs.watched,
    settling: isSettling(state.costs),
  };
  const guessedShare = (units: Units): number => {
    const seconds = secondsOf(units, costs);
    return seconds > 0 ? secondsOf(guessedOf(state.costs, units), costs) / seconds : 0;
  };
  const jobs = [...state.jobs];
  const waitingNow = waitingUnits(state);
  let all = waitingNow;
  const left = state.running.map((position) => {
    const job = jobs[position];
    const units = unitsLeft(job.work);
    all = plus(all, units, 1);
    const seconds = secondsOf(units, costs);
    const estimate = { ...time, left: seconds, guessed: guessedShare(units) };
    jobs[position] = { ...job, told: toldAfter(job.told, estimate) };
    return seconds;
  });
  const waiting = secondsOf(waitingNow, costs);
  const whole = {
    ...time,
    left: makespan(left, waiting, left.length),
    guessed: guessedShare(all),
  };
  return { ...state, jobs, at, told: toldAfter(state.told, whole) };
}

function waitingAfter(
  { waiting, waitingUnknown }: ProgressState,
  jobs: readonly TrackedJob[],
  times: 1 | -1,
): Pick<ProgressState, 'waiting' | 'waitingUnknown'> {
  const known = jobs.filter(({ isKnown }) => isKnown);
  return {
    waiting: known.reduce((sum, { work }) => plus(sum, work.total, times), waiting),
    waitingUnknown: waitingUnknown + times * (jobs.length - known.length),
  };
}

/** What waits; jobs of unknown length are taken to be like those that were met. */
function waitingUnits({ waiting, waitingUnknown, made, running, jobs }: ProgressState): Units {
  if (waitingUnknown === 0) return waiting;
  const met = running.reduce(
    (sum, position) => plus(sum, jobs[position].work.total, 1),
    made.units,
  );
  return plus(waiting, met, waitingUnknown / Math.max(1, made.jobs + running.length));
}

function plus(a: Units, b: Units, times: number): Units {
  const sum = (stage: Stage) => a[stage] + times * b[stage];
  return Object.fromEntries(STAGES.map((stage) => [stage, sum(stage)])) as Record<Stage, number>;
}
