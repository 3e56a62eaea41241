import { freemem } from 'node:os';
import type { Device } from './device.js';
import { JobQueue } from './jobQueue.js';
import { LocalDevice } from './localDevice.js';
import type { WorkerClient } from './workerClient.js';

/** A worker with its ffmpeg at 1280x720 (bench/results/speed.md), and something to spare. */
const TRIER_BYTES = 2 ** 30;

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
  private trying: WorkerClient | undefined;
  private speaking: WorkerClient | undefined;

  /** @param count at least one */
  constructor(
    private readonly makeWorker: () => WorkerClient,
    count: number,
    private readonly makeSpeaker: () => WorkerClient = makeWorker,
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

  /**
   * Makes tries beside whatever is made: a process of its own, so that neither waits for the other, nor is
   * lost with it; where memory is short, the one that looks at files.
   */
  get trier(): WorkerClient {
    if (this.trying === undefined && freemem() < TRIER_BYTES) return this.front;
    return (this.trying ??= this.makeWorker());
  }

  /**
   * Speaks scripts, beside whatever is made: voices take memory that ends with their process, which does not stay
   * for long.
   */
  get speaker(): WorkerClient {
    return (this.speaking ??= this.makeSpeaker());
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
    if (this.trying) all.push(this.trying);
    if (this.speaking) all.push(this.speaking);
    await Promise.all(all.map((worker) => worker.stop()));
  }

  private hire(): Hand {
    this.hired += 1;
    const worker = this.makeWorker();
    return { worker, device: new LocalDevice(`worker ${this.hired}`, worker) };
  }
}
