import type { CreateLipSyncService } from '../lipsync/service.js';
import { parentChannel } from './parentChannel.js';
import { endWithParent } from './parentWatch.js';
import { WorkerHost } from './workerHost.js';

/** Turns this process into a worker: it answers the process that started it and ends with it. */
export function runWorker(createService: CreateLipSyncService): void {
  if (!process.send) {
    process.stderr.write('This is the lip-sync worker: the engine starts it, not a person.\n');
    process.exit(2);
  }
  const host = new WorkerHost(parentChannel(), createService, () => process.exit(0));
  endWithParent(() => host.tidyUp());
}
