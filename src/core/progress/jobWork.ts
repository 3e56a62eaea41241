import { STAGES, type JobProgress, type Stage, type StageUnits } from '../job.js';

/** Frames a second of a video whose rate is not known. */
const COMMON_RATE = 25;

/**
 * Units of a stage that starting its programs and going through its files takes as long as, however
 * little there is to do (measured as the costs are: half a second to begin joining).
 */
const STARTING: Readonly<Record<Stage, number>> = {
  speak: 0,
  probe: 0,
  track: 5,
  speech: 20,
  model: 1,
  render: 8,
  finish: 850,
};

/** What one job has before it, in units of each stage, those of its start among them. */
export interface JobWork {
  readonly total: Readonly<Record<Stage, number>>;
  readonly done: Readonly<Record<Stage, number>>;
}

const NONE: Readonly<Record<Stage, number>> = {
  speak: 0,
  probe: 0,
  track: 0,
  speech: 0,
  model: 0,
  render: 0,
  finish: 0,
};

/** @param frames of the output, where nothing more is known */
export function workOf(frames: number, expected: StageUnits = {}): JobWork {
  const drawn = expected.render ?? frames;
  const guess = {
    speak: 0,
    probe: 1,
    track: drawn,
    speech: drawn / COMMON_RATE,
    model: 0,
    render: drawn,
    finish: drawn,
  };
  return { total: { ...withStarts(guess), ...withStarts(expected) }, done: NONE };
}

/** What is not done at all is not started either. */
function withStarts<Units extends StageUnits>(units: Units): Units {
  const entries = STAGES.flatMap((stage) => {
    const own = units[stage];
    return own === undefined ? [] : [[stage, own > 0 ? own + STARTING[stage] : 0]];
  });
  return Object.fromEntries(entries) as Units;
}

/**
 * The work as a progress message tells it. Stages before the one under way are over, with what they
 * had; studying, where it was passed over because the actor is known, had nothing.
 */
export function workAfter(before: JobWork, progress: JobProgress, studied: boolean): JobWork {
  const { stage, done, total, expected = {} } = progress;
  const place = STAGES.indexOf(stage);
  const totals: Record<Stage, number> = { ...before.total, ...withStarts(expected) };
  const dones: Record<Stage, number> = { ...NONE };
  // A script's count is its own: nobody else tells of sentences.
  if (total > 0 && stage === 'speak') Object.assign(totals, withStarts({ speak: total }));
  // Of these the stage's own count is in frames; the others tell only how far they are.
  if (total > 0 && (stage === 'track' || stage === 'model' || stage === 'render')) {
    Object.assign(totals, withStarts({ [stage]: total }));
    if (stage === 'render') Object.assign(totals, withStarts({ finish: total }));
  }
  for (const each of STAGES.slice(0, place)) {
    if (each === 'track' && !studied) totals[each] = 0;
    dones[each] = totals[each];
  }
  const within = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  // Whoever has done something has begun.
  const start = Math.min(STARTING[stage], totals[stage]);
  dones[stage] = within > 0 ? start + within * (totals[stage] - start) : 0;
  return { total: totals, done: dones };
}

/** Seconds of work, at so many a unit of each stage. */
export function secondsOf(
  units: Readonly<Record<Stage, number>>,
  costs: Readonly<Record<Stage, number>>,
): number {
  return STAGES.reduce((sum, stage) => sum + units[stage] * costs[stage], 0);
}

export function unitsLeft({ total, done }: JobWork): Readonly<Record<Stage, number>> {
  const left = (stage: Stage) => Math.max(0, total[stage] - done[stage]);
  return Object.fromEntries(STAGES.map((stage) => [stage, left(stage)])) as Record<Stage, number>;
}
