import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeFleet, writeModels } from './fakeFleet.js';
import type { FleetProject } from './fleetProject.js';
import type { FleetRig } from './fleetRig.js';
import { redisHere, withRedis } from './redisServer.js';
import type { StartedProgram } from './startedProgram.js';
import { pause, soon, timed } from './waiting.js';

let fleet: FakeFleet;
let rig: FleetRig;

function results(planner: StartedProgram): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    planner.all('finished').map((event) => [event['id'], event['result']]),
  ) as Readonly<Record<string, unknown>>;
}

function failureOf(planner: StartedProgram, pair: string): unknown {
  return planner.all('finished').find(({ id }) => id === pair)?.['failure'];
}

function outputs(project: FleetProject): readonly string[] {
  return readdirSync(project.file('out')).sort();
}

async function atWork(name: string): Promise<void> {
  const works = async () => (await rig.workers()).get(name)?.state === 'working';
  await soon(`${name} at work`, works);
}

describe.skipIf(!redisHere)(withRedis('a fleet'), () => {
  beforeEach(async () => {
    fleet = await FakeFleet.start();
    ({ rig } = fleet);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(rig.story());
    await fleet.end();
  });

  it('makes a project, and nothing of it the second time', async () => {
    const project = fleet.project('talks', ['x', 'y'], { a: 'plain', b: 'plain' });
    rig.worker('anna');
    const planner = rig.batch(project);
    expect((await planner.ended).code).toBe(0);
    const names = ['x-a', 'x-b', 'y-a', 'y-b'];
    expect(outputs(project)).toEqual(
      names.flatMap((name) => [`${name}.mp4`, `${name}.report.json`]),
    );
    expect([...fleet.prepared()].sort()).toEqual(names);
    const again = rig.batch(project);
    await again.ended;
    expect(again.all('end')).toMatchObject([{ done: 0, skipped: 4 }]);
    expect(fleet.prepared()).toHaveLength(4);
  });

  it('takes up what was planned before there was any machine', async () => {
    const project = fleet.project('talks', ['x'], { a: 'plain' });
    const planner = rig.batch(project);
    await planner.event('plan');
    rig.worker('anna');
    expect((await planner.ended).code).toBe(0);
  });

  it('lets a poisoned pair fail alone, and says why', async () => {
    const audios = { a: 'plain', b: 'no-face', c: 'throw', d: 'plain' };
    const project = fleet.project('talks', ['x'], audios);
    rig.worker('anna');
    const planner = rig.batch(project);
    expect((await planner.ended).code).toBe(1);
    expect(results(planner)).toEqual({
      'x+a': 'done',
      'x+b': 'failed',
      'x+c': 'failed',
      'x+d': 'done',
    });
    expect(failureOf(planner, 'x+b')).toMatchObject({ code: 'no-face' });
    expect(failureOf(planner, 'x+c')).toMatchObject({ code: 'internal' });
    // What would fail anywhere is not tried again.
    expect(fleet.prepared().filter((name) => name === 'x-b')).toHaveLength(1);
    expect(outputs(project)).toHaveLength(4);
  });

  it('fails a pair for a segment of it, and makes it once that is mended', async () => {
    const project = fleet.project('talks', ['x'], { a: 'frail', b: 'plain' });
    writeFileSync(project.file('a.wav.broken'), '');
    rig.worker('anna');
    const first = rig.batch(project);
    expect((await first.ended).code).toBe(1);
    expect(results(first)).toEqual({ 'x+a': 'failed', 'x+b': 'done' });
    expect(failureOf(first, 'x+a')).toMatchObject({ code: 'no-face' });
    rmSync(project.file('a.wav.broken'));
    const second = rig.batch(project);
    expect((await second.ended).code).toBe(0);
    expect(second.all('end')).toMatchObject([{ done: 1, skipped: 1 }]);
  });

  it('gives up a pair that kills whoever makes it, and no other', async () => {
    const project = fleet.project('talks', ['x'], { a: 'plain', b: 'crash', c: 'crash-once' });
    rig.worker('anna');
    const planner = rig.batch(project);
    expect((await planner.ended).code).toBe(1);
    expect(results(planner)).toEqual({ 'x+a': 'done', 'x+b': 'failed', 'x+c': 'done' });
    expect(failureOf(planner, 'x+b')).toMatchObject({
      code: expect.stringMatching(/worker-crashed|fleet-lost/) as string,
    });
  });

  it('goes on where a planner was killed, for the planner that comes next', async () => {
    const project = fleet.project('talks', ['x'], { a: 'slow', b: 'slow' });
    rig.worker('anna');
    const first = rig.batch(project);
    await first.event('started');
    await atWork('anna');
    first.send('SIGKILL');
    await first.ended;
    const second = rig.batch(project);
    expect((await second.ended).code).toBe(0);
    expect(results(second)).toEqual({ 'x+a': 'done', 'x+b': 'done' });
    expect(outputs(project)).toHaveLength(4);
  });

  it('makes each pair once for two planners of one project', async () => {
    const project = fleet.project('talks', ['x', 'y'], { a: 'slow', b: 'plain' });
    rig.worker('anna');
    rig.worker('bert');
    const planners = [rig.batch(project), rig.batch(project)];
    for (const planner of planners) expect((await planner.ended).code).toBe(0);
    const told = planners.flatMap((planner) => planner.all('finished'));
    expect(told.filter(({ result }) => result === 'done')).toHaveLength(4);
    expect(told.filter(({ result }) => result === 'skipped')).toHaveLength(4);
    expect(outputs(project)).toHaveLength(8);
  });

  it('ends with the machine: nothing outlives a worker that is killed while it is stuck', async () => {
    const project = fleet.project('talks', ['x'], { a: 'spin' });
    const anna = rig.worker('anna');
    rig.batch(project);
    await atWork('anna');
    await soon('its child', () => anna.processes().length > 1);
    anna.send('SIGKILL');
    await anna.gone(10);
  });

  it('lets a worker that is asked to stop give back what it makes, at once', async () => {
    const project = fleet.project('talks', ['x'], { a: 'slow' });
    const anna = rig.worker('anna');
    const planner = rig.batch(project);
    await atWork('anna');
    anna.send('SIGTERM');
    expect(await timed(() => anna.ended)).toBeLessThan(8);
    await anna.gone();
    rig.worker('bert');
    expect(await timed(() => planner.ended)).toBeLessThan(12);
    expect(results(planner)).toEqual({ 'x+a': 'done' });
  });

  it('leaves a machine of other models alone, and tells of it', async () => {
    const project = fleet.project('talks', ['x'], { a: 'plain' });
    const models = join(rig.folder, 'models');
    writeModels(models, 'another');
    rig.worker('anna', { environment: { HEYGEM_MODELS: models } });
    rig.batch(project);
    await soon('anna', async () => (await rig.workers()).has('anna'));
    const status = rig.run('planner', ['fleet', 'status', ...rig.shared()]);
    expect(await status.event('fleet')).toMatchObject({ strangers: 1 });
    await pause(3);
    expect(fleet.prepared()).toEqual([]);
  });

  it('does not make what was changed since it was planned', async () => {
    const project = fleet.project('talks', ['x'], { a: 'hang', b: 'plain' });
    const planner = rig.batch(project);
    rig.worker('anna');
    await atWork('anna');
    await pause(0.5);
    writeFileSync(project.file('b.wav'), 'plain and other');
    rig.worker('bert');
    const told = await planner.event('finished');
    expect(told).toMatchObject({ id: 'x+b', failure: { code: 'input-changed' } });
    expect(outputs(project).filter((name) => !name.startsWith('.'))).toEqual([]);
  });

  it('cancels what nobody makes yet', async () => {
    const project = fleet.project('talks', ['x'], { a: 'plain' });
    const planner = rig.batch(project);
    await planner.event('plan');
    planner.send('SIGINT');
    expect(await timed(() => planner.ended)).toBeLessThan(5);
    expect(results(planner)).toEqual({ 'x+a': 'cancelled' });
    rig.worker('anna');
    const other = fleet.project('other', ['y'], { a: 'plain' });
    await rig.batch(other).ended;
    expect(fleet.prepared()).toEqual(['y-a']);
  });

  it('is asked for nothing by a project of 100 pairs that are all made, in less than three seconds', async () => {
    const ids = Array.from({ length: 10 }, (_, k) => `n${k}`);
    const audios = Object.fromEntries(ids.map((id) => [id, 'plain']));
    const project = fleet.project('talks', ids, audios);
    expect((await rig.run('alone', ['batch', project.path]).ended).code).toBe(0);
    rig.worker('anna');
    await soon('anna', async () => (await rig.workers()).has('anna'));
    const planner = rig.batch(project);
    expect(await timed(() => planner.ended)).toBeLessThan(3);
    expect(planner.all('end')).toMatchObject([{ exitCode: 0, skipped: 100 }]);
    const jobs = await rig.redis.talk('KEYS heygem:draw-*');
    expect(jobs).not.toMatch(/x-|pair|n0-n0/);
    expect(readFileSync(project.path, 'utf8')).toContain('"version"');
  });
});
