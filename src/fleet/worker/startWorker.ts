import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { WorkerIdentity } from '../../core/fleet/tasksUnderWay.js';
import type { FleetWorkerHandle, FleetWorkerOptions } from '../../engine/fleetPart.js';
import { LipModels } from '../../engine/lipModels.js';
import { lipModelPlace } from '../../engine/lipModelPlace.js';
import { LocalDevice } from '../../engine/localDevice.js';
import { WorkerClient } from '../../engine/workerClient.js';
import { assertWritable, connectQueue, type QueueLink } from '../connection.js';
import { MetricsServer } from '../metrics/metricsServer.js';
import { WorkerMetrics } from '../metrics/workerMetrics.js';
import { modelsId } from '../modelsId.js';
import { Storage } from '../storage.js';
import { FleetWorker } from './fleetWorker.js';
import { Hands } from './hands.js';

const IDLE_MS = 5 * 60_000;
const NEVER = new AbortController().signal;

/** Starts this machine's worker, with real devices. Rejects as `FleetPart.startWorker` says. */
export async function startWorker(options: FleetWorkerOptions): Promise<FleetWorkerHandle> {
  const { log, slots, provider, queue } = options;
  const storage = await Storage.open(options.storage);
  const link = await connectQueue(queue, log);
  const clients = Array.from({ length: slots }, () => clientOf(options, storage));
  const speaker = clientOf(options, storage);
  let server: MetricsServer | undefined;
  try {
    await assertWritable(link);
    const kit = {
      ...(await clients[0].kit(provider, NEVER)),
      models: await modelsId(options.modelsRoot),
    };
    const name = options.name ?? hostname();
    const speaks = await hasVoices(speaker, log);
    const identity: WorkerIdentity = {
      ...{ id: randomUUID(), name, kit, slots, since: link.now() },
      ...(speaks && { speaks }),
    };
    let metrics: WorkerMetrics | undefined;
    const worker = new FleetWorker({
      ...{ link, storage, identity, provider, log },
      hands: new Hands(
        clients.map((client, index) => new LocalDevice(`${name} ${index + 1}`, client)),
      ),
      ...(speaks && { speak: (request, watch) => speaker.speak(request, watch) }),
      lipModels: new LipModels(lipModelPlace()),
      observe: (told) => metrics?.observe(told),
    });
    const { metricsPort } = options;
    if (metricsPort !== undefined) {
      metrics = new WorkerMetrics({
        worker: () => worker.under.worker,
        isConnected: () => link.redis.status === 'ready',
      });
      server = await MetricsServer.start(metrics, metricsPort);
    }
    await worker.start();
    const served = server;
    return {
      ...{ name, queue: link.shown, slots, kit },
      ...(served && { metricsPort: served.port }),
      stop: async () => {
        await worker.stop();
        await served?.close();
        await speaker.stop();
        await link.close();
      },
    };
  } catch (error) {
    await server?.close();
    await endAll([...clients, speaker], link);
    throw error;
  }
}

function clientOf(options: FleetWorkerOptions, { cacheRoot }: Storage): WorkerClient {
  const { workerEntry: entry, modelsRoot, voicesRoot, voiceWishes, ffmpeg, scratch, log } = options;
  return new WorkerClient(
    {
      ...{ entry, modelsRoot, cacheRoot, idleMs: IDLE_MS },
      ...(voicesRoot !== undefined && { voicesRoot }),
      ...(voiceWishes !== undefined && { voiceWishes }),
      ...(ffmpeg !== undefined && { ffmpeg }),
      ...(scratch !== undefined && { scratchRoot: scratch }),
    },
    log,
  );
}

/** A machine without voices draws all the same. */
async function hasVoices(speaker: WorkerClient, log: (line: string) => void): Promise<boolean> {
  try {
    const { voices } = await speaker.voices({ all: true, versionsOf: [] }, NEVER);
    return voices.length > 0;
  } catch (error) {
    log(`voices: ${String(error)}`);
    return false;
  }
}

async function endAll(clients: readonly WorkerClient[], link: QueueLink): Promise<void> {
  await Promise.all(clients.map((client) => client.stop()));
  await link.close();
}
