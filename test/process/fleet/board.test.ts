import { Queue, Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BoardServer } from '../../../src/fleet/board/boardServer.js';
import { plainRequest, type PlainWish } from './plainRequest.js';
import { redisHere, RedisServer, withRedis } from './redisServer.js';

const NAME = 'heygem-k1';
const OTHER = 'heygem-k2';
const OF_QUEUE = `/api/queues/${NAME}`;
const ALLOWED = [
  [`${OF_QUEUE}/one/retry`, 'PUT'],
  [`${OF_QUEUE}/one/clean`, 'PUT'],
  [`${OF_QUEUE}/one/promote`, 'PUT'],
  [`${OF_QUEUE}/retry/failed`, 'PUT'],
  [`${OF_QUEUE}/clean/failed`, 'PUT'],
  [`${OF_QUEUE}/promote`, 'PUT'],
] as const;
/** Jobs written by hand, and what would end or stop the work of all. */
const NEVER = [
  [`${OF_QUEUE}/add`, 'POST'],
  [`${OF_QUEUE}/one/update-data`, 'PATCH'],
  [`${OF_QUEUE}/one/priority`, 'PATCH'],
  [`${OF_QUEUE}/obliterate`, 'PUT'],
  [`${OF_QUEUE}/empty`, 'PUT'],
  [`${OF_QUEUE}/pause`, 'PUT'],
  [`${OF_QUEUE}/concurrency`, 'PUT'],
  ['/api/queues/pause', 'PUT'],
] as const;

describe.skipIf(!redisHere)(withRedis("a board of the fleet's queue"), () => {
  let redis: RedisServer;
  let queue: Queue;
  let names: string[];
  let board: BoardServer;
  let cookie: string;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(async () => {
    await redis.stop();
  });
  beforeEach(async () => {
    await redis.talk('FLUSHALL');
    names = [NAME];
    queue = new Queue(NAME, { connection: { url: redis.url } });
    await queue.add('segments', { video: 'talk.mp4' }, { jobId: 'one' });
  });
  afterEach(async () => {
    await board.close();
    await queue.close();
  });

  async function open(allowChanges = false): Promise<void> {
    board = await BoardServer.start({
      ...{ connection: { url: redis.url }, queues: () => Promise.resolve(names) },
      ...{ port: 0, allowChanges, locale: 'en', log: () => undefined },
    });
    const { headers } = await ask(pathOf(board.address));
    cookie = (headers['set-cookie'] ?? [''])[0].split(';')[0];
  }

  const ask = (path: string, wish: PlainWish = {}) => {
    const host = `localhost:${board.port}`;
    return plainRequest(board.port, path, { ...wish, headers: { host, ...wish.headers } });
  };
  /** What the board's own page sends along. */
  const own = () => ({ cookie, origin: `http://localhost:${board.port}` });
  const look = (path: string) => ask(path, { headers: { cookie } });
  const change = (path: string, method = 'PUT', headers: Record<string, string> = own()) =>
    ask(path, { method, headers: { 'content-type': 'application/json', ...headers }, body: '{}' });
  const shown = async () => {
    const { queues } = JSON.parse((await look('/api/queues')).body) as {
      readonly queues: readonly { readonly name: string; readonly readOnlyMode: boolean }[];
    };
    return queues;
  };

  /** The one job is taken, and fails. */
  async function fail(): Promise<void> {
    const worker = new Worker(NAME, null, { connection: { url: redis.url }, autorun: false });
    const job = await worker.getNextJob('token');
    await job.moveToFailed(new Error('no face'), 'token');
    await worker.close();
    expect(await queue.getFailedCount()).toBe(1);
  }

  it('shows a queue to who opened its address', async () => {
    await open();
    expect(await shown()).toMatchObject([{ name: NAME, readOnlyMode: true }]);
    const { status, body } = await look('/');
    expect([status, body]).toEqual([200, expect.stringContaining('<div id="root">')]);
    const script = /src="(static\/js\/main[^"]+)"/.exec(body)?.[1] ?? 'none';
    expect((await look(`/${script}`)).headers['content-type']).toContain('javascript');
    const job = JSON.parse((await look(`/api/queues/${NAME}/one`)).body) as { job: object };
    expect(job.job).toMatchObject({ data: { video: 'talk.mp4' } });
  });

  it.each(['/', '/api/queues', `/queue/${NAME}`, '/api/redis/stats', '/static/favicon.ico'])(
    'shows a stranger nothing at %s',
    async (path) => {
      await open();
      for (const headers of [{}, { cookie: `heygem-board-${board.port}=guessed` }]) {
        const { status, body } = await ask(path, { headers });
        expect([status, body]).toEqual([401, 'stranger']);
      }
    },
  );

  it('lets nobody in by a wrong ticket, or by one that was used', async () => {
    await open();
    const path = pathOf(board.address);
    const first = await ask(path);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict/);
    for (const again of [path, '/enter?ticket=wrong', '/enter']) {
      const { status, headers } = await ask(again);
      expect.soft([status, headers['set-cookie']], again).toEqual([401, undefined]);
    }
  });

  it('lets nobody guess for long', async () => {
    await open();
    for (let n = 0; n < 10; n += 1) await ask(`/enter?ticket=guess${n}`);
    expect((await ask(pathOf(board.address))).status).toBe(429);
  });

  it('answers no page that a foreign name led here', async () => {
    await open();
    for (const host of ['evil.example', `evil.example:${board.port}`, 'localhost']) {
      const { status, body } = await ask('/api/queues', { headers: { host, cookie } });
      expect.soft([status, body], host).toEqual([403, 'foreign-host']);
    }
  });

  it('obeys no page of another origin', async () => {
    await open(true);
    await fail();
    const retry = `/api/queues/${NAME}/one/retry`;
    for (const origin of ['http://evil.example', `http://127.0.0.1:${board.port + 1}`, 'null']) {
      const { status } = await change(retry, 'PUT', { cookie, origin });
      expect.soft(status, origin).toBe(403);
    }
    expect((await change(retry, 'PUT', { cookie })).status).toBe(403);
    expect(await queue.getFailedCount()).toBe(1);
  });

  it('changes nothing unless that was allowed', async () => {
    await open();
    await fail();
    const before = await redis.talk('DBSIZE');
    await shown();
    for (const [path, method] of [...ALLOWED, ...NEVER]) {
      const { status } = await change(path, method);
      expect.soft(status, path).toBe(403);
    }
    expect(await queue.getFailedCount()).toBe(1);
    expect(await redis.talk('DBSIZE')).toBe(before);
  });

  it('writes nothing into a queue by showing it', async () => {
    await open();
    names = [OTHER];
    await shown();
    await look(`/api/queues/${OTHER}/workers`);
    expect(await redis.talk(`KEYS *${OTHER}*`)).toMatch(/\*0\r\n/);
  });

  it('tries a job again and removes it, where that was allowed', async () => {
    await open(true);
    await fail();
    expect(await shown()).toMatchObject([{ readOnlyMode: false }]);
    expect((await change(`/api/queues/${NAME}/one/retry`)).status).toBe(204);
    expect(await queue.getJobState('one')).toBe('waiting');
    expect((await change(`/api/queues/${NAME}/one/clean`)).status).toBe(204);
    expect(await queue.getJobState('one')).toBe('unknown');
  });

  it.each(NEVER)('never does %s', async (path, method) => {
    await open(true);
    await fail();
    await shown();
    expect((await change(path, method)).status).toBe(403);
    expect(await queue.isPaused()).toBe(false);
    expect(await queue.getJobCounts('failed', 'waiting')).toEqual({ failed: 1, waiting: 0 });
    expect((await queue.getJob('one'))?.data).toEqual({ video: 'talk.mp4' });
  });

  it('shows the queues that there are now', async () => {
    await open();
    expect((await shown()).map(({ name }) => name)).toEqual([NAME]);
    names = [OTHER, NAME];
    expect((await shown()).map(({ name }) => name)).toEqual([NAME, OTHER]);
    names = [OTHER];
    expect((await shown()).map(({ name }) => name)).toEqual([OTHER]);
  });

  it('loads nothing from elsewhere, and forbids it', async () => {
    await open();
    const { body, headers } = await look('/');
    expect(body.match(/(src|href)="(https?:)?\/\/[^"]*"/g)).toBeNull();
    expect(body).not.toContain('fonts.');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'|script-src[^;]*'unsafe-inline'/);
    const script = await look('/static/favicon.ico');
    expect(script.headers['content-security-policy']).toBe(policy);
  });

  it('tells that a port is taken', async () => {
    await open();
    const { port } = board;
    const second = BoardServer.start({
      ...{ connection: { url: redis.url }, queues: () => Promise.resolve([]) },
      ...{ port, allowChanges: false, locale: 'en', log: () => undefined },
    });
    await expect(second).rejects.toMatchObject({ code: 'port-in-use', params: { port } });
  });

  it('leaves no connection and no port behind', async () => {
    await open();
    await shown();
    const clients = async () => (await redis.talk('CLIENT LIST')).split('\n').length;
    const before = await clients();
    await board.close();
    await expect.poll(clients).toBe(before - 1);
    await expect(ask('/')).rejects.toThrow();
  });
});

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}
