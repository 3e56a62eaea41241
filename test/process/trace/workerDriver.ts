import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { Engine } from '../../../src/engine/engine.js';
import { installedParts } from '../../../src/engine/engineOptions.js';
import { RpcClient } from '../../../src/protocol/rpcClient.js';
import { workerConversation } from '../../../src/protocol/worker.js';

/**
 * What an editor asks of the extension's worker, without an editor: `engine` goes by our engine, as the
 * extension does; `bare` starts the worker with no environment of ours.
 */
async function main(way: string, extension: string, project: string, cache: string) {
  const parts = installedParts(join(extension, 'dist'));
  if (way === 'bare') await askBareWorker({ ...parts, cache });
  else await askByEngine(new Engine({ ...parts, cacheRoot: cache, trusted: true }), project, cache);
}

async function askByEngine(engine: Engine, project: string, cache: string): Promise<void> {
  const { signal } = new AbortController();
  const [video, audio] = [join(project, 'face.mp4'), join(project, 'speech.wav')];
  const shown = join(cache, 'stills');
  mkdirSync(shown, { recursive: true });
  const watch = { signal, onProgress: () => undefined };
  await engine.inspect({ path: video, list: 'videos', still: join(shown, 'a.jpg') }, signal);
  await engine.inspect({ path: audio, list: 'audios' }, signal);
  await engine.still({ path: video, time: 1, output: join(shown, 'b.jpg'), longest: 200 }, signal);
  await engine.check({ video, audio, settings: DEFAULT_SETTINGS }, watch);
  const output = join(project, 'made.mp4');
  const job = { video, audio, output, settings: DEFAULT_SETTINGS, provider: 'auto' } as const;
  const { kind } = await engine.runSingle(job, false, { signal });
  await engine.preview({ path: output, output: join(shown, 'c.mp4') }, watch);
  await engine.doctor();
  await engine.dispose();
  console.log(kind);
}

async function askBareWorker(parts: {
  readonly workerEntry: string;
  readonly modelsRoot: string;
  readonly cache: string;
}): Promise<void> {
  const child = fork(parts.workerEntry);
  const channel = {
    send: (message: object) => void child.send(message),
    onMessage: (listener: (message: unknown) => void) => void child.on('message', listener),
  };
  const rpc = new RpcClient(workerConversation, channel, console.error);
  const { modelsRoot, cache: cacheRoot } = parts;
  await rpc.request('start', { modelsRoot, cacheRoot, idleMs: 60_000 });
  const { provider } = await rpc.request('doctor', {});
  await rpc.request('shutdown', {});
  console.log(provider);
}

void main(...(process.argv.slice(2) as [string, string, string, string]));
