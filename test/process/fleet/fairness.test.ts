import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BenchPlace } from '../../../bench/fleet/benchPlace.js';
import { pretendingMachine } from '../../../bench/fleet/machines.js';
import type { PretendedProject } from '../../../bench/fleet/pretendedProject.js';
import { PretendingDevice } from '../../../bench/fleet/pretendingDevice.js';
import type { LipSyncJob } from '../../../src/core/job.js';
import type { FleetPriority } from '../../../src/core/fleet/turns.js';
import type { Fleet } from '../../../src/engine/fleetPart.js';
import { redisHere, withRedis } from './redisServer.js';
import { soon } from './waiting.js';

const MACHINES = 2;
/** Of one machine. */
const HANDS = 2;
/** Pairs that are under way besides those that wait. */
const UNDER_WAY = MACHINES * HANDS;

/** Videos that machines began to learn. */
let learnt: string[] = [];

class NotingDevice extends PretendingDevice {
  override make: PretendingDevice['make'] = (kind, request, watch) => {
    if (kind === 'learn') learnt.push((request as LipSyncJob).video);
    return super.make(kind, request, watch);
  };
}

let place: BenchPlace;
let stopping: AbortController;
const opened: Fleet[] = [];
const machines: (() => Promise<void>)[] = [];

beforeEach(async (context) => {
  if (!redisHere) return context.skip();
  place = await BenchPlace.open();
  stopping = new AbortController();
  learnt = [];
  for (let k = 0; k < MACHINES; k += 1) {
    const pretence = { segments: 2, segmentMs: 40, learnMs: 60 };
    const devices = Array.from({ length: HANDS }, () => new NotingDevice(pretence));
    machines.push(await pretendingMachine(place.meeting, `machine ${k}`, devices));
  }
});
afterEach(async () => {
  if (!redisHere) return;
  stopping.abort();
  for (const fleet of opened.splice(0)) await fleet.dispose();
  for (const stop of machines.splice(0)) await stop();
  await place.close();
});

/** A project with a planner of its own, at work from when it is begun. Owns how many of its pairs are made. */
class Asked {
  made = 0;

  private constructor(
    private readonly project: PretendedProject,
    private readonly fleet: Fleet,
  ) {}

  static async by(project: PretendedProject, priority?: FleetPriority): Promise<Asked> {
    const fleet = await place.planner(priority);
    opened.push(fleet);
    return new Asked(project, fleet);
  }

  begin(): Promise<void> {
    const over = this.project.make(this.fleet, stopping.signal, () => {
      this.made += 1;
    });
    // Broken off when a test fails.
    over.catch(() => undefined);
    return over;
  }
}

describe.skipIf(!redisHere)(withRedis('the turns of a fleet'), () => {
  it('lets a small project that comes late share the machines with a large one', async () => {
    const large = await Asked.by(place.project('large', 200));
    const small = await Asked.by(place.project('small', 5));
    void large.begin();
    await soon('some of the large one', () => large.made >= 10);
    const before = large.made;
    await small.begin();
    const meanwhile = large.made - before;
    // Turn and turn about, and what was under way or came first while the small one was put in.
    expect(meanwhile).toBeLessThan(5 + 5 * UNDER_WAY);
    expect(meanwhile).toBeGreaterThan(0);
  });

  it('does not let a project that comes late wait until all videos of another are learnt', async () => {
    const large = await Asked.by(place.project('large', 100, 100));
    const small = await Asked.by(place.project('small', 5));
    const largeOver = large.begin();
    await soon('the large one begun', () => learnt.length >= 5);
    await small.begin();
    const itsVideos = learnt.filter((path) => path.includes('large'));
    expect(itsVideos.length).toBeLessThan(60);
    await largeOver;
  });

  it('puts the urgent before the usual, and the usual before what can wait', async () => {
    const low = await Asked.by(place.project('low', 5), 'low');
    const usual = await Asked.by(place.project('usual', 50));
    const high = await Asked.by(place.project('high', 20), 'high');
    const [lowOver, usualOver] = [low.begin(), usual.begin()];
    await soon('some of the usual', () => usual.made >= 5);
    const [before, lowBefore] = [usual.made, low.made];
    await high.begin();
    // Turn and turn about it would be 20.
    expect(usual.made - before).toBeLessThan(3 * UNDER_WAY);
    await usualOver;
    expect(low.made - lowBefore).toBeLessThan(UNDER_WAY);
    await lowOver;
    expect(low.made).toBe(5);
  });
});
