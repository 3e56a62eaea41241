import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeFleet } from './fakeFleet.js';
import type { FleetRig } from './fleetRig.js';
import { redisHere, withRedis } from './redisServer.js';
import { smallDiskHere } from './smallDisk.js';
import { soon } from './waiting.js';

let fleet: FakeFleet;
let rig: FleetRig;

async function hire(...names: readonly string[]): Promise<void> {
  for (const name of names) rig.worker(name);
  await soon('all of them', async () => (await rig.workers()).size === names.length);
}

describe.skipIf(!redisHere)(withRedis('many hands'), () => {
  beforeEach(async () => {
    fleet = await FakeFleet.start();
    ({ rig } = fleet);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(rig.story());
    await fleet.end();
  });

  it('share the segments of one long video', async () => {
    const project = fleet.project('talks', ['x'], { a: 'sleepy' });
    await hire('anna', 'bert', 'carl');
    const planner = rig.batch(project);
    expect((await planner.ended).code).toBe(0);
    // They tell of themselves once a second.
    const frames = await soon('all frames told', async () => {
      const each = [...(await rig.workers()).values()].map(({ made }) => made.frames);
      return each.reduce((sum, one) => sum + one, 0) === 320 && each;
    });
    for (const each of frames) expect(each).toBeGreaterThanOrEqual(40);
  });

  it('speak a script once for all pairs, on a machine of the fleet', async () => {
    const project = fleet.project('talks', ['x', 'y'], {});
    const text = JSON.parse(readFileSync(project.path, 'utf8')) as object;
    const say = { text: 'A lesson begins. It goes on.' };
    const audios = [{ id: 's', path: 'speech/s.wav', say }];
    writeFileSync(project.path, JSON.stringify({ ...text, audios }));
    await hire('anna');
    const planner = rig.batch(project);
    expect((await planner.ended).code).toBe(0);
    expect(planner.all('end')).toMatchObject([{ done: 2 }]);
    expect(readdirSync(project.file('speech')).sort()).toEqual(['s.wav', 's.wav.json']);
    expect(fleet.said()).toEqual(['A lesson begins.', 'It goes on.']);
    expect(existsSync(join(rig.storage, 'heygem-fleet', 'spoken'))).toBe(true);
    const again = rig.batch(project);
    await again.ended;
    expect(again.all('end')).toMatchObject([{ done: 0, skipped: 2 }]);
  });

  it.skipIf(!smallDiskHere)('have the storage each at a place of its own', async () => {
    const project = fleet.project('talks', ['x'], { a: 'plain' });
    const elsewhere = join(rig.folder, 'mounted here');
    mkdirSync(elsewhere);
    expect(spawnSync('mount', ['--bind', rig.storage, elsewhere]).status).toBe(0);
    try {
      rig.worker('anna', { storage: elsewhere });
      const planner = rig.batch(project);
      expect((await planner.ended).code).toBe(0);
      expect(readdirSync(project.file('out'))).toHaveLength(2);
    } finally {
      spawnSync('umount', ['--lazy', elsewhere]);
    }
  });
});
