import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeFleet } from './fakeFleet.js';
import type { FleetRig } from './fleetRig.js';
import { redisHere, withRedis } from './redisServer.js';
import { pause, soon, timed } from './waiting.js';

let fleet: FakeFleet;
let rig: FleetRig;

async function stateOf(name: string): Promise<string | undefined> {
  return (await rig.workers()).get(name)?.state;
}

const line = () => rig.line.over(rig.redis.url);

describe.skipIf(!redisHere)(withRedis('the line between a machine and the queue'), () => {
  beforeEach(async () => {
    fleet = await FakeFleet.start();
    ({ rig } = fleet);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(rig.story());
    await fleet.end();
  });

  it('is cut for the planner while its pairs are made: it hears of them when it is mended', async () => {
    const project = fleet.project('talks', ['x'], { a: 'slow', b: 'plain' });
    const planner = rig.batch(project, [], line());
    rig.worker('anna');
    await planner.event('started');
    await rig.line.cut();
    await pause(12);
    expect(await stateOf('anna')).toBe('idle');
    expect(planner.all('end')).toEqual([]);
    await rig.line.mend();
    expect(await timed(() => planner.ended)).toBeLessThan(15);
    expect(planner.all('end')).toMatchObject([{ done: 2, failed: 0 }]);
  });

  it('falls silent for a worker: another takes over, and it comes back', async () => {
    const project = fleet.project('talks', ['x'], { a: 'slow' });
    const planner = rig.batch(project);
    const anna = rig.worker('anna', { queue: line() });
    await soon('anna at work', async () => (await stateOf('anna')) === 'working');
    rig.line.hush();
    rig.worker('bert');
    expect(await timed(() => planner.ended)).toBeLessThan(45);
    expect(planner.all('end')).toMatchObject([{ done: 1, failed: 0 }]);
    expect(readdirSync(project.file('out')).sort()).toEqual(['x-a.mp4', 'x-a.report.json']);
    await soon('anna back', async () => (await stateOf('anna')) === 'idle', 45);
    anna.send('SIGTERM');
    expect(await timed(() => anna.ended)).toBeLessThan(10);
    await anna.gone();
  }, 150_000);

  it('ends in a worker that is asked to stop while the queue is gone', async () => {
    const project = fleet.project('talks', ['x'], { a: 'slow' });
    rig.batch(project);
    const anna = rig.worker('anna', { queue: line() });
    await soon('anna at work', async () => (await stateOf('anna')) === 'working');
    await rig.line.cut();
    await pause(1);
    anna.send('SIGTERM');
    expect(await timed(() => anna.ended)).toBeLessThan(15);
    await anna.gone();
  });
});

describe.skipIf(!redisHere)(withRedis('a queue that is killed and comes back'), () => {
  beforeEach(async () => {
    fleet = await FakeFleet.start();
    ({ rig } = fleet);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(rig.story());
    await fleet.end();
  });

  it('has lost nothing that waited or was being made', async () => {
    const project = fleet.project('talks', ['x'], { a: 'slow', b: 'slow', c: 'plain' });
    const planner = rig.batch(project);
    rig.worker('anna');
    await planner.event('started');
    await rig.redis.kill();
    await pause(2);
    await rig.redis.restart();
    expect(await timed(() => planner.ended)).toBeLessThan(50);
    expect(planner.all('end')).toMatchObject([{ done: 3, failed: 0 }]);
    expect(readdirSync(project.file('out'))).toHaveLength(6);
  }, 90_000);
});
