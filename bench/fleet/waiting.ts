import { setTimeout as delay } from 'node:timers/promises';
import { drawingQueue, waitingKey } from '../../src/fleet/names.js';
import { Storage } from '../../src/fleet/storage.js';
import { BenchPlace } from './benchPlace.js';
import { pretendedKit, pretendingMachine } from './machines.js';
import { PretendingDevice } from './pretendingDevice.js';
import { between, readRedis } from './redisMeter.js';

export interface WaitingCase {
  readonly pairs: number;
  readonly segments: number;
}

/** What it takes that very much waits. */
export interface Waiting {
  readonly count: number;
  /** Of Redis, for each segment that waits. */
  readonly bytes: number;
  readonly logBytes: number;
  readonly commands: number;
  /** Seconds of Redis's processor for all to be put in. */
  readonly cpuSeconds: number;
  /** Until nothing of it was left, after it was cancelled. */
  readonly cancelSeconds: number;
}

/** Each pair is of a project of its own, so that all are prepared before any segment has its turn. */
export async function measureWaiting({ pairs, segments }: WaitingCase): Promise<Waiting> {
  const place = await BenchPlace.open();
  const gate = openedWhen(pairs);
  const pretence = { segments, segmentMs: 24 * 3_600_000 };
  const devices = Array.from({ length: pairs }, () => new PretendingDevice(pretence, gate.arrive));
  const stopMachine = await pretendingMachine(place.meeting, 'machine', devices);
  const fleet = await place.planner();
  const stop = new AbortController();
  try {
    const projects = Array.from({ length: pairs }, (_, k) => place.project(`p${k}`, 1));
    const making = Promise.all(projects.map((one) => one.make(fleet, stop.signal)));
    await gate.full;
    await delay(1_000);
    const before = await readRedis(place.eye);
    gate.open();
    const count = pairs * (segments - 1);
    const waits = await waitingOf(place);
    while ((await waits()) < count) await delay(50);
    const put = between(before, await readRedis(place.eye));
    const began = performance.now();
    stop.abort();
    await making;
    while ((await waits()) > 0) await delay(50);
    const cancelSeconds = (performance.now() - began) / 1000;
    const { cpuSeconds } = put;
    const each = (sum: number) => sum / count;
    return {
      ...{ count, cpuSeconds, cancelSeconds, bytes: each(put.memory) },
      ...{ logBytes: each(put.logBytes), commands: each(put.commands) },
    };
  } finally {
    await fleet.dispose();
    await stopMachine();
    await place.close();
  }
}

async function waitingOf({ meeting, eye }: BenchPlace): Promise<() => Promise<number>> {
  const { id } = await Storage.open(meeting.storage);
  const key = waitingKey(drawingQueue((await pretendedKit(meeting.modelsRoot)).id, id));
  return () => eye.zcard(key);
}

/** A gate before which so many wait. */
function openedWhen(count: number) {
  let [here, filled, opened] = [0, () => {}, () => {}];
  const full = new Promise<void>((resolve) => (filled = resolve));
  const passed = new Promise<void>((resolve) => (opened = resolve));
  return {
    full,
    open: () => {
      opened();
    },
    arrive: () => {
      here += 1;
      if (here === count) filled();
      return passed;
    },
  };
}
