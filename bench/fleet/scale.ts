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
  /** Share of all hands' time in which they were at segments, however long these took. */
  readonly atIt: number;
}

const SETTLE_S = 3;
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
    return { wanted, idle, busy, efficiency: share(drawnMs), atIt: share(atItMs) };
  } finally {
    stop.abort();
    await fleet.dispose();
    await park.close();
    await place.close();
  }
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
        machines: {
          drawnMs: now.drawnMs - machines.drawnMs,
          atItMs: now.atItMs - machines.atItMs,
          segments: now.segments - machines.segments,
          tasks: now.tasks - machines.tasks,
          cpuSeconds: now.cpuSeconds - machines.cpuSeconds,
          lateMs: now.lateMs,
        },
        plannerCpuSeconds: (user + system) / 1e6,
      };
    },
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
