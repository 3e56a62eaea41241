import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FleetWorker } from '../../../src/core/fleet/fleetSnapshot.js';
import { WorkerBook } from '../../../src/fleet/workerBook.js';
import { RedisServer, redisHere, withRedis } from './redisServer.js';

let server: RedisServer;
let redis: Redis;
let book: WorkerBook;

function worker(id: string, wish: Partial<FleetWorker> & { readonly kitId?: string } = {}) {
  const { kitId = 'ours', ...rest } = wish;
  const kit = { id: kitId, engine: '1', models: 'm', ffmpeg: '7', provider: 'cpu' };
  const made = { tasks: 0, frames: 0, failures: 0 };
  const usual = { id, name: id, state: 'idle', kit, slots: 1, tasks: [], made, since: 0 } as const;
  return { ...usual, ...rest };
}

describe.skipIf(!redisHere)(withRedis('the book of workers'), () => {
  beforeEach(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url);
    book = new WorkerBook(redis);
  });
  afterEach(async () => {
    redis.disconnect();
    await server.stop();
  });

  it('counts the hands of a kit that take something', async () => {
    await book.tell(worker('a', { slots: 2 }), 1);
    await book.tell(worker('b', { slots: 3 }), 2);
    await book.tell(worker('c', { slots: 4, kitId: 'theirs' }), 3);
    await book.tell(worker('d', { slots: 5, state: 'leaving' }), 4);
    expect(await book.handsOf('ours', 100)).toBe(5);
    await book.leave('b');
    expect(await book.handsOf('ours', 100)).toBe(2);
  });

  it('goes on past machines of other kits, and reads no more than it needs of very many', async () => {
    for (let k = 0; k < 300; k += 1) {
      await book.tell(worker(`w${k}`, k < 200 ? {} : { kitId: 'theirs' }), k);
    }
    expect(await book.handsOf('ours', 1_000)).toBe(200);
    const enough = await book.handsOf('ours', 20);
    expect(enough).toBeGreaterThanOrEqual(20);
    expect(enough).toBeLessThan(100);
  });
});
