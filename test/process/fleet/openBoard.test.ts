import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBoard } from '../../../src/fleet/board/openBoard.js';
import type { FleetBoardHandle } from '../../../src/engine/fleetPart.js';
import { drawingQueue, PREFIX, speakingQueue } from '../../../src/fleet/names.js';
import { plainRequest } from './plainRequest.js';
import { freePort } from '../../rig/freePort.js';
import { redisHere, RedisServer, withRedis } from './redisServer.js';

const DRAWING = drawingQueue('k1', 's1');
const SPEAKING = speakingQueue('0.1.0', 's1');

describe.skipIf(!redisHere)(withRedis('the board of a fleet'), () => {
  let redis: RedisServer;
  let board: FleetBoardHandle;
  let logged: string[];

  beforeEach(async () => {
    redis = await RedisServer.start({ password: 'p@ss' });
    logged = [];
    for (const name of [DRAWING, SPEAKING]) {
      const queue = new Queue(name, { connection: { url: redis.url }, prefix: PREFIX });
      await queue.add('pair', { name: 'talk.mp4' });
      await queue.close();
    }
  });
  afterEach(async () => {
    await board.close();
    await redis.stop();
  });

  async function open(): Promise<(path: string) => ReturnType<typeof plainRequest>> {
    board = await openBoard({
      ...{ queue: redis.url, port: 0, allowChanges: false, locale: 'en' },
      log: (line) => logged.push(line),
    });
    const { port, host, pathname, search } = new URL(board.address);
    const { headers } = await plainRequest(Number(port), `${pathname}${search}`, {
      headers: { host },
    });
    const [cookie] = (headers['set-cookie'] ?? [''])[0].split(';');
    return (path) => plainRequest(Number(port), path, { headers: { host, cookie } });
  }

  it("shows the queues of all kits, and nothing that is not the fleet's", async () => {
    await redis.talk(`SET ${PREFIX}:turns:draw-x 1`, 'HSET other:draw-k9:meta a b');
    const look = await open();
    const { queues } = JSON.parse((await look('/api/queues')).body) as {
      readonly queues: readonly { readonly name: string; readonly counts: object }[];
    };
    expect(queues.map(({ name }) => name)).toEqual([DRAWING, SPEAKING]);
    expect(queues[0].counts).toMatchObject({ waiting: 1 });
  });

  it('names the queue without its password, also where it is lost', async () => {
    const look = await open();
    await look('/api/queues');
    await redis.kill();
    await expect.poll(async () => (await look('/api/queues')).status).toBe(500);
    const { body } = await look('/api/queues');
    expect(body).toContain(board.queue);
    expect([board.queue, board.address, body, ...logged].join('\n')).not.toMatch(/p@ss|p%40ss/);
    await redis.restart();
    await expect.poll(async () => (await look('/api/queues')).status, { timeout: 8000 }).toBe(200);
  });

  it('ends while the queue is lost', async () => {
    const look = await open();
    await look('/api/queues');
    await redis.kill();
    await expect.poll(async () => (await look('/api/queues')).status).toBe(500);
    await board.close();
    await expect(look('/')).rejects.toThrow();
  }, 10_000);

  it('leaves nobody connected who could not serve', async () => {
    const look = await open();
    await look('/api/queues');
    const clients = async () => (await redis.talk('CLIENT LIST')).split('\n').length;
    const before = await clients();
    const taken = Number(new URL(board.address).port);
    const second = openBoard({
      ...{ queue: redis.url, port: taken, allowChanges: false, locale: 'en' },
      log: () => undefined,
    });
    await expect(second).rejects.toMatchObject({ code: 'port-in-use' });
    await expect.poll(clients).toBe(before);
  });
});

describe.skipIf(!redisHere)(withRedis('a board without a queue'), () => {
  it('says that the queue is not reached', async () => {
    const queue = `redis://127.0.0.1:${await freePort()}`;
    const opened = openBoard({
      ...{ queue, port: 0, allowChanges: false, locale: 'en' },
      log: () => undefined,
    });
    await expect(opened).rejects.toMatchObject({ code: 'queue-unreachable' });
  });
});
