import { setTimeout as delay } from 'node:timers/promises';
import { BenchPlace } from './benchPlace.js';
import { MachinePark } from './machinePark.js';
import type { MachinesTold } from './machines.js';
import { between, readRedis, type RedisFigures } from './redisMeter.js';

export interface ScaleCase {
  readonly workers: number;
  readonly processes: number;
  readonly pairs: number;
  /** Of each pair. */
  readonly segments: number;
  readonly segmentMs: number;
  /** Looked at for so long from when all are at work; without it, until all is made. */
  readonly windowS?: number;
}

/** What something took while it was looked at. */
export interface Taken {
  readonly seconds: number;
  readonly redis: RedisFigures;
  readonly machines: MachinesTold;
  readonly plannerCpuSeconds: number;
}

export interface Scale {
  readonly wanted: ScaleCase;
  /** While nothing was to be done. */
  readonly idle: Taken;
  readonly busy: Taken;
  /** Share of all hands' time in which they drew: what takes longer than it should is no drawing. */
  readonly efficiency: number;
  /** The same from a quarter to three quarters of the time, without the beginning and the end. */
  readonly steady: number;
  /** Share of all hands' time in which they were at segments, however long these took. */
  readonly atIt: number;
}

/** How much was drawn by when. */
interface Sample {
  /** Seconds. */
  readonly at: number;
  readonly drawnMs: number;
}

const SETTLE_S = 3;
const SAMPLE_MS = 2_000;
const IDLE_S = 10;

/** So many machines make so much, or are watched making it. */
export async function measureScale(wanted: ScaleCase): Promise<Scale> {
  const { workers, pairs, windowS } = wanted;
  const place = await BenchPlace.open();
  const order = { ...place.meeting, count: workers, pretence: wanted };
  const park = await MachinePark.open(order, wanted.processes);
  const meter = () => measured(place, park);
  await delay(SETTLE_S * 1000);
  const idle = await meter().over(() => delay(IDLE_S * 1000));
  const fleet = await place.planner();
  const project = place.project('talks', pairs);
  const stop = new AbortController();
  const sampled = sampling(park);
  try {
    let busy: Taken;
    if (windowS === undefined) {
      busy = await meter().over(() => project.make(fleet, stop.signal));
    } else {
      const making = project.make(fleet, stop.signal);
      await allAtWork(park, wanted);
      busy = await meter().over(() => delay(windowS * 1000));
      stop.abort();
      await making;
    }
    const share = (ms: number) => ms / 1000 / (workers * busy.seconds);
    const { drawnMs, atItMs } = busy.machines;
    const steady = middleRate(sampled.stop()) / workers;
    return { wanted, idle, busy, efficiency: share(drawnMs), steady, atIt: share(atItMs) };
  } finally {
    sampled.stop();
    stop.abort();
    await fleet.dispose();
    await park.close();
    await place.close();
  }
}

function sampling(park: MachinePark) {
  const samples: Sample[] = [];
  let isOver = false;
  const began = performance.now();
  const run = async () => {
    while (!isOver) {
      const { drawnMs } = await park.told();
      samples.push({ at: (performance.now() - began) / 1000, drawnMs });
      await delay(SAMPLE_MS);
    }
  };
  // Asked while they end.
  run().catch(() => undefined);
  return {
    stop: () => {
      isOver = true;
      return samples;
    },
  };
}

/** Hands that drew, on an average of the middle half. */
function middleRate(samples: readonly Sample[]): number {
  const at = (share: number) => samples[Math.floor(share * (samples.length - 1))];
  const [from, to] = [at(0.25), at(0.75)];
  return (to.drawnMs - from.drawnMs) / 1000 / (to.at - from.at);
}

function measured(place: BenchPlace, park: MachinePark) {
  return {
    over: async (work: () => Promise<unknown>): Promise<Taken> => {
      const [redis, machines] = [await readRedis(place.eye), await park.told()];
      const cpu = process.cpuUsage();
      const began = performance.now();
      await work();
      const seconds = (performance.now() - began) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      const now = await park.told();
      return {
        seconds,
        redis: between(redis, await readRedis(place.eye)),
        machines: grown(machines, now),
        plannerCpuSeconds: (user + system) / 1e6,
      };
    },
  };
}

function grown(before: MachinesTold, after: MachinesTold): MachinesTold {
  const by = (of: keyof MachinesTold) => after[of] - before[of];
  return {
    drawnMs: by('drawnMs'),
    atItMs: by('atItMs'),
    segments: by('segments'),
    tasks: by('tasks'),
    cpuSeconds: by('cpuSeconds'),
    segmentTasksMs: by('segmentTasksMs'),
    otherTasksMs: by('otherTasksMs'),
    lateMs: after.lateMs,
  };
}

/** From then on no hand waits for the first things to be learnt and prepared. */
async function allAtWork(park: MachinePark, { workers, segmentMs }: ScaleCase): Promise<void> {
  for (;;) {
    await delay(500);
    const { drawnMs } = await park.told();
    if (drawnMs > workers * Math.min(segmentMs, 2_000)) return;
  }
}
