import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { FakeFleet } from './fakeFleet.js';
import { redisHere, withRedis } from './redisServer.js';
import { pause, soon, timed } from './waiting.js';

/** Seconds in which a command that was interrupted is gone, on a busy machine too. */
const SOON = 8;

let fleet: FakeFleet;
let redis: Redis;

beforeEach(async () => {
  if (!redisHere) return;
  fleet = await FakeFleet.start();
  redis = new Redis(fleet.rig.redis.url);
  redis.on('error', () => undefined);
});

afterEach(async () => {
  if (!redisHere) return;
  redis.disconnect();
  await fleet.end();
});

/** Jobs of pairs and of their portions. */
const pairJobs = () => redis.keys('heygem:draw-*:P*');

describe.skipIf(!redisHere)(withRedis('leaving a fleet'), () => {
  it('takes a pair that is cancelled in the middle out of the queue, with its portions', async () => {
    const worker = fleet.rig.worker('w1');
    await worker.event('ready');
    const project = fleet.project('p', ['a'], { 1: 'sleepy', 2: 'sleepy' });
    const batch = fleet.rig.batch(project);
    await soon('portions', async () => (await redis.keys('heygem:draw-*-r1-s*')).length > 4);
    batch.send('SIGINT');
    expect(await timed(() => batch.ended)).toBeLessThan(SOON);
    expect(await pairJobs()).toEqual([]);
    const waiting = await redis.keys('heygem:draw-*:prioritized');
    expect(waiting).toEqual([]);
    worker.send('SIGINT');
    expect(await timed(() => worker.ended)).toBeLessThan(SOON);
  });

  it('is not kept by a queue that is away', async () => {
    const worker = fleet.rig.worker('w1');
    await worker.event('ready');
    const batch = fleet.rig.batch(fleet.project('p', ['a'], { 1: 'sleepy' }));
    await soon('portions', async () => (await redis.keys('heygem:draw-*-r1-s*')).length > 1);
    await fleet.rig.redis.kill();
    await pause(0.5);
    batch.send('SIGINT');
    worker.send('SIGINT');
    expect(await timed(() => Promise.all([batch.ended, worker.ended]))).toBeLessThan(2 * SOON);
    expect([...batch.processes(), ...worker.processes()]).toEqual([]);
    await fleet.rig.redis.restart();
  });

  it('outlives what strangers write into the queue', async () => {
    const worker = fleet.rig.worker('w1');
    const { kit } = await worker.event('ready');
    const project = fleet.project('p', ['a'], { 1: 'ok' });
    const storage = readFileSync(join(fleet.rig.storage, 'heygem-fleet', 'storage-id'), 'utf8');
    const name = `draw-${String(kit)}-${storage}`;
    const queue = new Queue(name, { connection: redis, prefix: 'heygem' });
    const job = { video: 'p/a.mp4', audio: 'p/1.wav', output: 'o.mp4', settings: DEFAULT_SETTINGS };
    const task = {
      kind: 'pair',
      run: 'r',
      name: 'n',
      project: '',
      refusals: [],
      round: 0,
      turn: 1,
    };
    const options = (jobId: string) => ({ jobId, attempts: 1 });
    await queue.add('pair', { ...task, job: { ...job, video: '../../secret' } }, options('X1'));
    await queue.add('pair', null, options('X2'));
    await queue.add('__proto__', task, options('X3'));
    await redis.hset(`heygem:${name}:X4`, 'name', 'pair', 'data', '{broken', 'opts', '{}');
    await redis.lpush(`heygem:${name}:wait`, 'X4');
    await redis.set('heygem:worker:x', JSON.stringify({ id: 'x', kit: { id: 'a:b' } }), 'EX', 60);
    await redis.zadd('heygem:workers', Date.now(), 'x');
    const batch = fleet.rig.batch(project);
    for (let k = 0; k < 20; k += 1) {
      for (const data of ['null', '{broken', '{"attempt":{}}']) {
        const told = ['event', 'progress', 'jobId', 'X1', 'data', data] as const;
        await redis.xadd(`heygem:${name}:events`, '*', ...told);
      }
      await pause(0.05);
    }
    expect(await batch.ended).toEqual({ code: 0, signal: null });
    expect(await queue.getJobState('X1')).toBe('failed');
    expect(await queue.getJobState('X2')).toBe('failed');
    worker.send('SIGINT');
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    await queue.close();
  });

  it('says that a queue lets us do nothing, and that it is full', async () => {
    await redis.call(
      'ACL',
      'SETUSER',
      'reader',
      'on',
      '>word',
      '~*',
      '&*',
      '+@read',
      '+time',
      '+info',
    );
    const project = fleet.project('p', ['a'], { 1: 'ok' });
    const reader = fleet.rig.redis.url.replace('//', '//reader:word@');
    const refused = fleet.rig.batch(project, [], reader);
    await refused.ended;
    expect(refused.output).toContain('queue-refused');
    await redis.config('SET', 'maxmemory', '100000');
    const full = fleet.rig.batch(project);
    await full.ended;
    expect(full.output).toContain('queue-full');
  });
});
