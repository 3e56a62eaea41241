import type { Device } from './device.js';
import { JobQueue } from './jobQueue.js';
import { LocalDevice } from './localDevice.js';
import type { WorkerClient } from './workerClient.js';

interface Hand {
  readonly worker: WorkerClient;
  readonly device: Device;
}

/**
 * The workers of an engine and the queue that gives them jobs. Owns how many there are; a worker starts no
 * process before it is asked for something. The first looks at files besides, and always stays.
 */
export class Workforce {
  readonly queue: JobQueue<Device>;
  private readonly hands: Hand[];
  /** Those that finish what they began. */
  private readonly leaving = new Set<WorkerClient>();
  private hired = 0;

  /** @param count at least one */
  constructor(
    private readonly makeWorker: () => WorkerClient,
    count: number,
  ) {
    this.hands = Array.from({ length: count }, () => this.hire());
    this.queue = new JobQueue(this.hands.map(({ device }) => device));
  }

  get count(): number {
    return this.hands.length;
  }

  get front(): WorkerClient {
    return this.hands[0].worker;
  }

  /** More begin with what waits at once; those that are too many finish what they began. */
  resize(count: number): void {
    while (this.hands.length < count) {
      const hand = this.hire();
      this.hands.push(hand);
      this.queue.enlist(hand.device);
    }
    for (const { worker, device } of this.hands.splice(Math.max(1, count))) {
      this.leaving.add(worker);
      void this.queue
        .retire(device)
        .then(() => worker.stop())
        .then(() => this.leaving.delete(worker));
    }
  }

  /** Resolves when no process is left. */
  async stop(): Promise<void> {
    const all = [...this.hands.map(({ worker }) => worker), ...this.leaving];
    await Promise.all(all.map((worker) => worker.stop()));
  }

  private hire(): Hand {
    this.hired += 1;
    const worker = this.makeWorker();
    return { worker, device: new LocalDevice(`worker ${this.hired}`, worker) };
  }
}
