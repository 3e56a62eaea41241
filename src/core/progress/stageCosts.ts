import { STAGES, type Stage } from '../job.js';

/**
 * Seconds that a unit of each stage takes before anything was measured: a frame of footage studied, a
 * second of speech heard, a frame drawn, a frame joined (`npm run bench -- speed`, bench/results/speed.md,
 * 720p on two cores). Only their proportions matter for long: the machine's own pace is measured.
 */
const USUAL_COST: Readonly<Record<Stage, number>> = {
  probe: 0.2,
  track: 0.0131,
  speech: 0.029,
  render: 0.0223,
  finish: 0.001,
};
/** What tells the machine's pace; a probe waits for a disk, and the first one for models to load. */
const PACE_STAGES: readonly Stage[] = ['track', 'speech', 'render', 'finish'];
/** Seconds of measuring that weigh as much as the usual costs. */
const DOUBT = 0.5;
/** Seconds after which what was measured counts half as much: the machine may be busier now. */
const MEMORY = 60;

interface Measured {
  readonly seconds: number;
  readonly units: number;
}

/** What was seen of each stage so far, in all jobs of a batch. */
export interface StageCosts {
  readonly measured: Readonly<Record<Stage, Measured>>;
}

const NOTHING: Measured = { seconds: 0, units: 0 };

export const NO_COSTS: StageCosts = {
  measured: { probe: NOTHING, track: NOTHING, speech: NOTHING, render: NOTHING, finish: NOTHING },
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
  return { measured: { ...costs.measured, [stage]: now } };
}

/** Seconds that were watched, all stages together, the older ones counted less. */
export function watchedSeconds({ measured }: StageCosts): number {
  return STAGES.reduce((sum, stage) => sum + measured[stage].seconds, 0);
}

/**
 * Seconds that a unit of each stage takes on this machine. What was not met yet is taken to be as much
 * slower or faster than usual as what was.
 */
export function costsNow({ measured }: StageCosts): Readonly<Record<Stage, number>> {
  let [seen, usual] = [DOUBT, DOUBT];
  for (const stage of PACE_STAGES) {
    seen += measured[stage].seconds;
    usual += measured[stage].units * USUAL_COST[stage];
  }
  const pace = seen / usual;
  const cost = (stage: Stage): number => {
    const { seconds, units } = measured[stage];
    const expected = USUAL_COST[stage] * pace;
    const doubted = DOUBT / expected;
    return (DOUBT + seconds) / (doubted + units);
  };
  return Object.fromEntries(STAGES.map((stage) => [stage, cost(stage)])) as Record<Stage, number>;
}
