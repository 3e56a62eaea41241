import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import type { LipSyncService } from '../../../src/lipsync/service.js';
import type { RpcMessage } from '../../../src/protocol/rpc.js';
import { WorkerHost } from '../../../src/worker/workerHost.js';

it('tells each progress of a task, the last before its answer', async () => {
  const sent: RpcMessage[] = [];
  let say: (message: unknown) => void = () => undefined;
  const channel = {
    send: (message: RpcMessage) => void sent.push(message),
    onMessage: (listener: (message: unknown) => void) => void (say = listener),
  };
  const service: Partial<LipSyncService> = {
    check: (_request, { onProgress }) => {
      for (let done = 1; done <= 250; done++) {
        onProgress({ stage: 'track', done, total: 1000, rate: 0 });
      }
      return Promise.resolve({ findings: [], failures: [] });
    },
  };
  // The host asks of it only what it is asked itself.
  new WorkerHost(
    channel,
    () => service as LipSyncService,
    () => undefined,
  );
  const start = { modelsRoot: '/m', cacheRoot: '/c', idleMs: 1e9 };
  say({ type: 'request', id: 1, method: 'start', params: start });
  const request = { settings: DEFAULT_SETTINGS, video: '/v.mp4' };
  say({ type: 'request', id: 2, method: 'check', params: { id: 'x', request } });
  await new Promise((resolve) => setImmediate(resolve));
  const told = sent.flatMap((message) => (message.type === 'event' ? [message.payload] : []));
  expect(told).toHaveLength(250);
  expect(told.at(-1)).toMatchObject({ id: 'x', progress: { done: 250 } });
  expect(sent.at(-1)).toMatchObject({ type: 'response', id: 2, ok: true });
});
