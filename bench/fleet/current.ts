import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../../src/engine/engine.js';
import { fleetPart } from '../../src/fleet.js';
import { BenchPlace } from './benchPlace.js';
import { MachinePark } from './machinePark.js';

/** What a planner took, from nothing open to all told. */
export interface Batch {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

export interface Current {
  readonly pairs: number;
  readonly made: Batch;
  /** The same again, with nothing left to make. */
  readonly again: Batch;
}

const MACHINES = 8;
const FOLDERS = { videos: 'mp4', audios: 'wav' } as const;

/** A project of so many videos with so many recordings is made by a fleet, and planned and found current after that. */
export async function measureCurrent(side: number, processes: number): Promise<Current> {
  const place = await BenchPlace.open();
  const pretence = { segments: 1, segmentMs: 1 };
  const order = { ...place.meeting, count: MACHINES, pretence };
  const park = await MachinePark.open(order, processes);
  try {
    const project = writeProject(place.meeting.storage, side);
    const pairs = side * side;
    const made = await batch(place, project, { done: pairs });
    const again = await batch(place, project, { skipped: pairs });
    return { pairs, made, again };
  } finally {
    await park.close();
    await place.close();
  }
}

/** By an engine of its own, as a command has. @throws Error where it comes to anything but what is expected */
async function batch(
  { folder, meeting }: BenchPlace,
  project: string,
  expected: { readonly done?: number; readonly skipped?: number },
): Promise<Batch> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { modelsRoot, queue, storage } = meeting;
  const engine = new Engine({
    ...{ modelsRoot, workerEntry: 'none', cacheRoot: join(folder, 'cache'), trusted: false },
    ...{ fleet: { queue, storage }, fleetPart: () => fleetPart },
  });
  try {
    const plan = await engine.planProject(project);
    const signal = new AbortController().signal;
    const { snapshot } = await engine.runBatch(plan, { force: false, provider: 'cpu' }, { signal });
    const { done = 0, skipped = 0 } = expected;
    if (snapshot.done !== done || snapshot.skipped !== skipped) {
      throw new Error(`${done} were to be made: ${JSON.stringify(snapshot).slice(0, 500)}`);
    }
  } finally {
    await engine.dispose();
  }
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 };
}

function writeProject(folder: string, side: number): string {
  const lists = Object.entries(FOLDERS).map(([list, ending]): readonly [string, object] => {
    const files = Array.from({ length: side }, (_, k) => ({
      id: `${list[0]}${k}`,
      path: `${list[0]}${k}.${ending}`,
    }));
    for (const { path } of files) writeAged(join(folder, path), `${list} ${path}`);
    return [list, files];
  });
  const inputs: object = Object.fromEntries(lists);
  const path = join(folder, 'p.heygem');
  const text = {
    version: 1,
    title: 'Fleet',
    ...inputs,
    matrix: {},
    settings: {},
  };
  writeFileSync(path, JSON.stringify(text));
  return path;
}

/** Dated back, so that its hash may be remembered. */
function writeAged(path: string, content: string): void {
  writeFileSync(path, content);
  const then = Math.floor(Date.now() / 1_000) - 60;
  utimesSync(path, then, then);
}
