import { describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import type { Channel, Conversation } from '../../../src/protocol/rpc.js';
import { RpcClient } from '../../../src/protocol/rpcClient.js';
import { RpcServer, type Handlers } from '../../../src/protocol/rpcServer.js';
import { number, object, string } from '../../../src/protocol/shape.js';

const conversation = {
  requests: {
    double: { params: object({ value: number }), result: object({ value: number }) },
    fail: { params: object({}), result: object({}) },
  },
  events: { said: object({ line: string }) },
} as const satisfies Conversation;

type Talk = typeof conversation;

/** Two ends that deliver as JSON, as a process boundary does. */
function wire() {
  const listeners: ((message: unknown) => void)[] = [() => undefined, () => undefined];
  const end = (own: number, other: number): Channel => ({
    send: (message) => {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      queueMicrotask(() => {
        listeners[other](copy);
      });
    },
    onMessage: (listener) => (listeners[own] = listener),
  });
  return {
    client: end(0, 1),
    server: end(1, 0),
    toClient: (raw: unknown) => {
      listeners[0](raw);
    },
  };
}

function setUp(handlers: Partial<Handlers<Talk>> = {}) {
  const ends = wire();
  const problems: string[] = [];
  const note = (problem: string) => problems.push(problem);
  const server = new RpcServer<Talk>(
    conversation,
    ends.server,
    {
      double: ({ value }) => ({ value: value * 2 }),
      fail: () => Promise.reject(new HeygemError('no-face', { path: 'a.mp4' }, 'detail')),
      ...handlers,
    },
    note,
  );
  const client = new RpcClient<Talk>(conversation, ends.client, note);
  return { client, server, problems, toClient: ends.toClient };
}

describe('RPC', () => {
  it('answers each request with its own result, out of order too', async () => {
    const { client } = setUp({
      double: async ({ value }) => {
        await new Promise((resolve) => setTimeout(resolve, value));
        return { value: value * 2 };
      },
    });
    const answers = [20, 1, 10].map((value) => client.request('double', { value }));
    expect(await Promise.all(answers)).toEqual([{ value: 40 }, { value: 2 }, { value: 20 }]);
  });

  it('carries a failure across with code, parameters and detail', async () => {
    const { client } = setUp();
    await expect(client.request('fail', {})).rejects.toMatchObject({
      code: 'no-face',
      params: { path: 'a.mp4' },
      detail: 'detail',
    });
  });

  it('refuses parameters and results that do not fit', async () => {
    const { client } = setUp({ fail: () => 5 });
    const wrong = { value: 'x' } as never;
    await expect(client.request('double', wrong)).rejects.toMatchObject({
      code: 'internal',
      detail: 'bad message: double.params.value: not a finite number',
    });
    await expect(client.request('fail', {})).rejects.toMatchObject({ code: 'internal' });
    await expect(client.request('toString' as 'fail', {})).rejects.toMatchObject({
      code: 'internal',
    });
  });

  it('hands out events that fit and drops the others', async () => {
    const { client, server, problems } = setUp();
    const heard: string[] = [];
    const stop = client.on('said', ({ line }) => heard.push(line));
    server.emit('said', { line: 'one' });
    server.emit('said', { line: 2 } as never);
    server.emit('constructor' as 'said', { line: 'x' });
    await Promise.resolve();
    stop();
    server.emit('said', { line: 'three' });
    await Promise.resolve();
    expect(heard).toEqual(['one']);
    expect(problems).toEqual(['said.line: not a string', 'nothing is called constructor']);
  });

  it.each([
    null,
    5,
    'x',
    [],
    {},
    { type: 'response', id: 99, ok: true },
    { type: 'request', id: 1 },
  ])('survives the message %j', async (raw) => {
    const { client, problems, toClient } = setUp();
    toClient(raw);
    expect(problems).toHaveLength(1);
    expect(await client.request('double', { value: 1 })).toEqual({ value: 2 });
  });

  it('rejects what waits when it is closed, and what is asked later', async () => {
    const { client } = setUp({ double: () => new Promise(() => undefined) });
    const waiting = client.request('double', { value: 1 });
    client.close(new HeygemError('worker-crashed'));
    await expect(waiting).rejects.toMatchObject({ code: 'worker-crashed' });
    await expect(client.request('fail', {})).rejects.toMatchObject({ code: 'worker-crashed' });
  });
});
