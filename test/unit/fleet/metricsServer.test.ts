import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainRequest } from '../../process/fleet/plainRequest.js';
import { MetricsServer } from '../../../src/fleet/metrics/metricsServer.js';

const METRICS = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  text: () => Promise.resolve('frames 二 1\n'),
};

let server: MetricsServer;
beforeEach(async () => {
  server = await MetricsServer.start(METRICS, 0);
});
afterEach(async () => {
  await server.close();
});

interface Wish {
  readonly method?: string;
  readonly host?: string;
  readonly port?: number;
}

async function ask(path: string, { method = 'GET', host, port = server.port }: Wish = {}) {
  const wish = { method, headers: host === undefined ? {} : { host } };
  const { status, headers, body } = await plainRequest(port, path, wish);
  return { status, type: headers['content-type'], body };
}

describe('MetricsServer', () => {
  it('gives the metrics at its address', async () => {
    expect(server.address).toBe(`http://127.0.0.1:${server.port}/metrics`);
    const answer = await ask('/metrics');
    expect(answer).toEqual({ status: 200, type: METRICS.contentType, body: 'frames 二 1\n' });
    expect((await ask('/metrics?of=now')).status).toBe(200);
    expect(await ask('/metrics', { method: 'HEAD' })).toEqual({ ...answer, body: '' });
  });

  it.each([
    ['/', 'GET', 404],
    ['/metrics/', 'GET', 404],
    ['/../metrics', 'GET', 404],
    ['http://127.0.0.1/metrics', 'GET', 404],
    ['/x', 'POST', 404],
    ['/metrics', 'POST', 405],
    ['/metrics', 'DELETE', 405],
    ['/metrics', 'OPTIONS', 405],
  ])('gives nothing else: %s by %s', async (path, method, status) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('frames');
  });

  it.each([
    'evil.example',
    'evil.example:PORT',
    'localhost',
    'localhost:1',
    '127.0.0.1.evil.example',
  ])('answers no page that a foreign name led here: %s', async (host) => {
    const answer = await ask('/metrics', { host: host.replace('PORT', String(server.port)) });
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('frames');
  });

  it('is asked by each name of loopback', async () => {
    for (const name of ['localhost', 'LOCALHOST', '127.0.0.1', '[::1]']) {
      const { status } = await ask('/metrics', { host: `${name}:${server.port}` });
      expect.soft(status, name).toBe(200);
    }
  });

  it('is not reached by another address of this machine', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    // 127.0.0.2 is this machine too, on Linux; elsewhere nobody is there either.
    for (const host of ['127.0.0.2', ...others.map(({ address }) => address)]) {
      await expect(reaches(host, server.port)).resolves.toBe(false);
    }
  });

  it('tells that a port is taken', async () => {
    await expect(MetricsServer.start(METRICS, server.port)).rejects.toMatchObject({
      code: 'port-in-use',
      params: { port: server.port },
    });
  });

  it('ends with those that it answers, and frees its port', async () => {
    let asked: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (asked = resolve));
    const text = () => {
      asked();
      return new Promise<string>(() => undefined);
    };
    const never = { ...METRICS, text };
    const slow = await MetricsServer.start(never, 0);
    const answer = ask('/metrics', { port: slow.port }).catch(() => 'cut off');
    await waits;
    await slow.close();
    expect(await answer).toBe('cut off');
    const next = await MetricsServer.start(METRICS, slow.port);
    await next.close();
  });

  it('says so when the metrics cannot be told, and goes on', async () => {
    let broken = true;
    const text = () => (broken ? Promise.reject(new Error('no memory')) : METRICS.text());
    const shaky = await MetricsServer.start({ ...METRICS, text }, 0);
    expect((await ask('/metrics', { port: shaky.port })).status).toBe(500);
    broken = false;
    expect((await ask('/metrics', { port: shaky.port })).status).toBe(200);
    await shaky.close();
  });
});

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const tell = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', tell(true)).once('error', tell(false)).once('timeout', tell(false));
  });
}
