import type { Device, DeviceWork, TaskWatch, WorkKind } from './device.js';
import type { WorkerClient } from './workerClient.js';

type Ways = {
  readonly [Kind in WorkKind]: (
    request: DeviceWork[Kind]['request'],
    watch: TaskWatch,
  ) => Promise<DeviceWork[Kind]['result']>;
};

/** A worker process on this machine. The client owns the process. */
export class LocalDevice implements Device {
  private readonly ways: Ways;

  constructor(
    readonly name: string,
    private readonly worker: WorkerClient,
  ) {
    this.ways = {
      learn: async (job, watch) => {
        await worker.learn(job, watch);
        return undefined;
      },
      prepare: (job, watch) => worker.prepare(job, watch),
      segments: (request, watch) => worker.segments(request, watch),
      join: (job, watch) => worker.join(job, watch),
      forget: async (journal) => {
        await worker.forget(journal);
        return undefined;
      },
    };
  }

  make<Kind extends WorkKind>(
    kind: Kind,
    request: DeviceWork[Kind]['request'],
    watch: TaskWatch,
  ): Promise<DeviceWork[Kind]['result']> {
    return this.ways[kind](request, watch);
  }

  dispose(): Promise<void> {
    return this.worker.stop();
  }
}
