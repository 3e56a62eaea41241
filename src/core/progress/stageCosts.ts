import { STAGES, type Stage } from '../job.js';

/**
 * Seconds that a unit of each stage takes before anything was measured: a sentence spoken, a frame of footage studied, a
 * second of speech heard, a frame asked of a lip model of 96 pixels, a frame drawn, a frame joined (test/fixtures/progress: the presenter at 720p on
 * two cores). Only their proportions matter for long: the machine's own pace is measured.
 */
const USUAL_COST: Readonly<Record<Stage, number>> = {
  speak: 3,
  probe: 0.25,
  track: 0.0072,
  speech: 0.0125,
  model: 0.1,
  render: 0.0092,
  finish: 0.00053,
};
/** What tells the machine's pace; a probe waits for a disk, and the first one for models to load. */
const PACE_STAGES: readonly Stage[] = ['track', 'speech', 'render', 'finish'];
/** Seconds of measuring that weigh as much as what was expected. */
const DOUBT = 0.5;
/** Seconds within which nothing can be told of a pace, as long as a stage has hardly begun. */
const BLUR = 0.2;
/** Seconds after which what was measured counts half as much: the machine may be busier now. */
const MEMORY = 12;

/** Seconds of a stage after which its cost is its own and no guess. */
const KNOWN_AFTER = 1;

interface Measured {
  readonly seconds: number;
  readonly units: number;
}

/** What was seen of each stage so far, in all jobs of a batch. */
export interface StageCosts {
  /** How many draw one job together. */
  readonly together: number;
  /** Seconds that were watched, all stages together. */
  readonly watched: number;
  readonly measured: Readonly<Record<Stage, Measured>>;
}

const NOTHING: Measured = { seconds: 0, units: 0 };

export const NO_COSTS: StageCosts = {
  together: 1,
  watched: 0,
  measured: {
    speak: NOTHING,
    probe: NOTHING,
    track: NOTHING,
    speech: NOTHING,
    model: NOTHING,
    render: NOTHING,
    finish: NOTHING,
  },
};

/** Adds `units` of a stage that took `seconds`. */
export function withMeasured(
  costs: StageCosts,
  stage: Stage,
  seconds: number,
  units: number,
): StageCosts {
  const before = costs.measured[stage];
  const fade = 0.5 ** (seconds / MEMORY);
  const now = { seconds: before.seconds * fade + seconds, units: before.units * fade + units };
  const measured = { ...costs.measured, [stage]: now };
  return { ...costs, measured, watched: costs.watched + seconds };
}

/** Whether what takes most of the time has just begun, so that its pace is not known yet. */
export function isSettling({ measured: { track, render } }: StageCosts): boolean {
  return [track, render].some(({ seconds }) => seconds > 0 && seconds < KNOWN_AFTER);
}

/** How many of these units rest on no measuring of their stage. */
export function guessedOf(
  { measured }: StageCosts,
  units: Readonly<Record<Stage, number>>,
): Readonly<Record<Stage, number>> {
  const guessed = (stage: Stage) => (measured[stage].seconds < KNOWN_AFTER ? units[stage] : 0);
  return Object.fromEntries(STAGES.map((stage) => [stage, guessed(stage)])) as Record<
    Stage,
    number
  >;
}

/**
 * Seconds that a unit of each stage takes on this machine. What was not met yet is taken to be as much
 * slower or faster than usual as what was.
 */
export function costsNow({ measured, together }: StageCosts): Readonly<Record<Stage, number>> {
  const usualCost = { ...USUAL_COST, render: USUAL_COST.render / together };
  let [seen, usual] = [0, 0];
  for (const stage of PACE_STAGES) {
    seen += measured[stage].seconds;
    usual += measured[stage].units * usualCost[stage];
  }
  const pace = timesSlower(seen, usual);
  const cost = (stage: Stage): number => {
    const { seconds, units } = measured[stage];
    const expected = usualCost[stage] * pace;
    return expected * timesSlower(seconds, units * expected);
  };
  return Object.fromEntries(STAGES.map((stage) => [stage, cost(stage)])) as Record<Stage, number>;
}

/** How many times slower it goes than was expected, believed as far as it was watched long enough. */
function timesSlower(seconds: number, expected: number): number {
  return ((seconds + BLUR) / (expected + BLUR)) ** (seconds / (seconds + DOUBT));
}
