import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FleetWorker } from '../../../src/core/fleet/fleetSnapshot.js';
import { decodedSums, type FleetProject } from './fleetProject.js';
import { FleetRig } from './fleetRig.js';
import { redisHere, withRedis } from './redisServer.js';
import { SmallDisk, smallDiskHere } from './smallDisk.js';
import type { StartedProgram } from './startedProgram.js';
import { pause, soon, timed } from './waiting.js';

const PAIRS = ['a', 'b', 'c'].flatMap((video) =>
  ['1', '2', '3'].map((audio) => `${video}+${audio}`),
);
/** A worker that is not heard of is given up after this, and a second or two for telling. */
const GIVEN_UP_SECONDS = 30;

let rig: FleetRig;
let disk: SmallDisk | undefined;
let project: FleetProject;
let local: FleetProject;
let other: FleetProject;
let planner: StartedProgram;
const machines: Record<string, StartedProgram> = {};

/** Whether a worker draws. */
async function drawing(name: string): Promise<FleetWorker | undefined> {
  const worker = (await rig.workers()).get(name);
  const draws = worker?.tasks.some(({ kind, done }) => kind === 'segments' && done > 0);
  return draws === true ? worker : undefined;
}

function hire(name: string, scratch?: string): void {
  const queue = rig.line.over(rig.redis.url);
  machines[name] = rig.worker(name, { queue, ...(scratch !== undefined && { scratch }) });
}

function countDone(): number {
  return planner.all('finished').length;
}

/**
 * One project made by machines that are lost, stopped, cut off and filled up, one after the other: each test does
 * the next thing to them while the work goes on, so none can be repeated.
 */
describe.skipIf(!redisHere)(
  withRedis('three machines, three videos, three recordings'),
  { retry: 0, timeout: 120_000 },
  () => {
    beforeAll(async () => {
      rig = await FleetRig.start();
      disk = SmallDisk.mount(64);
      project = await rig.project('talks', { videos: 3, audios: 3, seconds: 12 });
      other = await rig.project('other', { videos: 1, audios: 1, seconds: 20, first: 'z' });
      local = project.copyTo(join(rig.folder, 'alone'));
      await rig.run('alone', ['batch', local.path]).ended;
    }, 240_000);

    afterEach(({ task }) => {
      if (task.result?.state === 'fail') console.error(rig.story());
    });

    afterAll(async () => {
      await rig.end();
      disk?.unmount();
    }, 60_000);

    it('share the work', async () => {
      for (const name of ['anna', 'bert']) hire(name);
      hire('carl', disk?.folder);
      planner = rig.batch(project, [], rig.line.over(rig.redis.url));
      await soon('all three at work', async () => {
        const workers = [...(await rig.workers()).values()];
        return workers.filter(({ state }) => state === 'working').length === 3;
      });
    });

    it('one is killed in mid-segment, and leaves no child', async () => {
      await soon('a segment of it', () => drawing('anna'));
      expect(machines['anna'].processes().length).toBeGreaterThan(2);
      machines['anna'].send('SIGKILL');
      await machines['anna'].gone(10);
    });

    it('a running pair of another project is cancelled, and its machine turns to other work', async () => {
      const canceller = rig.batch(other, [], rig.line.over(rig.redis.url));
      const busy = async () => {
        const tasks = [...(await rig.workers()).values()].flatMap((worker) => worker.tasks);
        return tasks.some(({ name }) => name === 'z-1.mp4');
      };
      await soon('work on it', busy, 60);
      canceller.send('SIGINT');
      const seconds = await timed(() => canceller.ended);
      expect(seconds).toBeLessThan(5);
      expect(await canceller.ended).toEqual({ code: 130, signal: null });
      expect(canceller.all('finished')).toMatchObject([{ result: 'cancelled' }]);
      await soon('nobody at work on it', async () => !(await busy()), 3);
      expect(existsSync(other.output('z+1'))).toBe(false);
    });

    it('one is asked to stop in mid-segment, and gives back what it had', async () => {
      await soon('a segment of it', () => drawing('bert'), 40);
      machines['bert'].send('SIGTERM');
      expect(await timed(() => machines['bert'].ended)).toBeLessThan(10);
      await machines['bert'].gone();
      expect((await rig.workers()).has('bert')).toBe(false);
    });

    it('the queue is out of reach for ten seconds', async () => {
      await rig.line.cut();
      await pause(10);
      await rig.line.mend();
      await soon('the last machine at work again', () => drawing('carl'), GIVEN_UP_SECONDS);
      expect(planner.all('finished').every(({ result }) => result === 'done')).toBe(true);
    });

    it('a fourth comes and takes part', async () => {
      hire('dora');
      await soon('work of it', () => drawing('dora'), 40);
    });

    it.skipIf(!smallDiskHere)(
      'the disk of one runs full, and it takes nothing for a while',
      async () => {
        disk?.fill();
        const rests = async () => {
          const carl = (await rig.workers()).get('carl');
          return carl?.state === 'resting' ? carl : undefined;
        };
        expect(await soon('its rest', rests, 40)).toMatchObject({ reason: { code: 'disk-full' } });
        const before = countDone();
        await soon('more that is done', () => countDone() > before, 40);
      },
    );

    it('and every pair is made, once', async () => {
      expect(await planner.ended).toEqual({ code: 0, signal: null });
      const finished = planner.all('finished');
      expect(finished.map(({ id }) => id).sort()).toEqual(PAIRS);
      expect(new Set(finished.map(({ result }) => result))).toEqual(new Set(['done']));
      const again = rig.batch(project);
      expect(await again.ended).toEqual({ code: 0, signal: null });
      expect(again.all('end')).toMatchObject([{ done: 0, skipped: 9, failed: 0 }]);
    });

    it.each(PAIRS)('%s is, frame for frame, what one machine alone makes', async (pair) => {
      expect(await decodedSums(project.output(pair))).toEqual(
        await decodedSums(local.output(pair)),
      );
    });

    it('nothing half-made lies anywhere', () => {
      const names = PAIRS.map((pair) => pair.replace('+', '-'));
      const outputs = names.flatMap((name) => [`${name}.mp4`, `${name}.report.json`]);
      expect(readdirSync(project.file('out')).sort()).toEqual(outputs);
      expect(existsSync(other.file('out')) ? readdirSync(other.file('out')) : []).toEqual([]);
      expect(rig.files().filter((name) => /partial|\.tmp|\.busy/.test(name))).toEqual([]);
    });

    it('and no process is left of those that are asked to stop', async () => {
      for (const name of ['carl', 'dora']) machines[name].send('SIGTERM');
      for (const name of ['carl', 'dora']) await machines[name].ended;
      for (const program of [...Object.values(machines), planner]) await program.gone();
      expect((await rig.workers()).size).toBe(0);
    });
  },
);
