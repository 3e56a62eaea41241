import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeFleet } from './fakeFleet.js';
import { makeTextProject, type FleetProject } from './fleetProject.js';
import type { FleetRig } from './fleetRig.js';
import { freePort } from '../../rig/freePort.js';
import { redisHere, withRedis } from './redisServer.js';
import type { CliEvent, StartedProgram } from './startedProgram.js';

let fleet: FakeFleet;
let rig: FleetRig;
let project: FleetProject;

/** Of the planner and of a worker: both are to say the same. */
async function bothSay(queue: string | undefined, storage: string | undefined) {
  const place = [
    ...(queue === undefined ? [] : ['--queue', queue]),
    ...(storage === undefined ? [] : ['--storage', storage]),
  ];
  const programs = [
    rig.run('planner', ['batch', project.path, ...place]),
    rig.run('worker', ['worker', ...place]),
  ];
  const endings = await Promise.all(programs.map(({ ended }) => ended));
  const output = programs.map(({ output }) => output).join('\n');
  return {
    codes: programs.flatMap(saidCodes),
    exits: endings.map(({ code }) => code),
    output,
  };
}

/** Of the command itself, or of its pairs. */
function saidCodes(program: StartedProgram): readonly unknown[] {
  const failures = program.all('finished').map(({ failure }) => failure as CliEvent | undefined);
  return [...program.all('error'), ...failures].map((failure) => failure?.['code']);
}

describe.skipIf(!redisHere)(withRedis('what can be mistaken about a fleet'), () => {
  beforeAll(async () => {
    fleet = await FakeFleet.start({ password: 'open sesame' });
    rig = fleet.rig;
    project = fleet.project('talks', ['x'], { a: 'plain' });
  });
  afterAll(() => fleet.end());

  it('a wrong password', async () => {
    const wrong = rig.redis.url.replace('sesame', 'onions');
    const { codes, exits, output } = await bothSay(wrong, rig.storage);
    expect(codes).toEqual(['queue-refused', 'queue-refused']);
    expect(exits).toEqual([1, 1]);
    expect(output).not.toContain('onions');
  });

  it('no password', async () => {
    const { codes } = await bothSay(`redis://127.0.0.1:${rig.redis.port}`, rig.storage);
    expect(codes).toEqual(['queue-refused', 'queue-refused']);
  });

  it('an address where nobody is', async () => {
    const nobody = `redis://:secret@127.0.0.1:${await freePort()}`;
    const { codes, exits, output } = await bothSay(nobody, rig.storage);
    expect(codes).toEqual(['queue-unreachable', 'queue-unreachable']);
    expect(exits).toEqual([1, 1]);
    expect(output).not.toContain('secret');
  });

  it('what is no address of a queue', async () => {
    for (const address of ['localhost', 'http://127.0.0.1', 'redis://', 'redis:secret@host']) {
      const { codes, output } = await bothSay(address, rig.storage);
      expect(codes, address).toEqual(['fleet-queue-invalid', 'fleet-queue-invalid']);
      expect(output).not.toContain('secret');
    }
  });

  it('a storage that is not there, and one that is a file', async () => {
    for (const storage of [join(rig.folder, 'nowhere'), project.path]) {
      const { codes, exits } = await bothSay(rig.redis.url, storage);
      expect(codes, storage).toEqual(['storage-missing', 'storage-missing']);
      expect(exits).toEqual([1, 1]);
    }
  });

  it('one of the two that it needs', async () => {
    const withoutStorage = await bothSay(rig.redis.url, undefined);
    expect(withoutStorage.codes).toEqual(['fleet-without-storage', 'fleet-without-storage']);
    const withoutQueue = await bothSay(undefined, rig.storage);
    expect(withoutQueue.codes).toEqual(['fleet-without-queue', 'fleet-without-queue']);
  });

  it('inputs outside of the storage', async () => {
    const outside = makeTextProject(join(rig.folder, 'elsewhere'), ['x'], { a: 'plain' });
    const planner = rig.batch(outside);
    expect((await planner.ended).code).toBe(1);
    expect(saidCodes(planner)).toEqual(['outside-storage']);
  });

  it('but not where there is nothing to make: then nobody is asked', async () => {
    const made = fleet.project('made', ['x'], { a: 'plain' });
    expect((await rig.run('alone', ['batch', made.path]).ended).code).toBe(0);
    const planner = rig.batch(made, [], `redis://127.0.0.1:${await freePort()}`);
    expect((await planner.ended).code).toBe(0);
    expect(planner.all('end')).toMatchObject([{ done: 0, skipped: 1 }]);
  });
});

describe.skipIf(!redisHere)(withRedis('a queue that may throw jobs away'), () => {
  it('is warned of, and used', async () => {
    const risky = await FakeFleet.start({ evicts: 'allkeys-lru' });
    try {
      const small = risky.project('talks', ['x'], { a: 'plain' });
      const worker = risky.rig.worker('anna');
      const planner = risky.rig.batch(small);
      expect((await planner.ended).code).toBe(0);
      for (const program of [worker, planner]) expect(program.output).toContain('noeviction');
    } finally {
      await risky.end();
    }
  });
});
