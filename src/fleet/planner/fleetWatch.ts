import { HeygemError } from '../../core/errors.js';
import { fits, type KitNeeds } from '../../core/fleet/kitChoice.js';
import type { FleetSnapshot, FleetWorker } from '../../core/fleet/fleetSnapshot.js';
import type { QueueLink } from '../connection.js';
import { drawingQueue, speakingQueue, waitingKey } from '../names.js';
import { WorkerBook } from '../workerBook.js';

const LOOK_MS = 1_000;
/** A line that is silent for so long is told to be cut. */
const SILENT_MS = 3_000;

type Listener = (snapshot: FleetSnapshot) => void;

/** How a fleet stands. Looks once a second as long as somebody wants to know. Owns what was seen last. */
export class FleetWatch {
  private readonly book: WorkerBook;
  private readonly listeners = new Set<Listener>();
  private looking: NodeJS.Timeout | undefined;
  private seen: FleetSnapshot = { kind: 'connecting' };
  private first: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly link: QueueLink,
    private readonly storage: string,
    private readonly needs: KitNeeds,
  ) {
    this.book = new WorkerBook(link.redis);
  }

  /** Machines that can make something for us, as they were seen last. */
  get workers(): readonly FleetWorker[] {
    return this.seen.kind === 'connected' ? this.seen.workers : [];
  }

  /** Resolves when it was looked once, of who listens. */
  get known(): Promise<unknown> {
    return this.first;
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.seen.kind !== 'connecting') listener(this.seen);
    if (!this.looking) {
      this.first = this.look();
      this.looking = setInterval(() => void this.look(), LOOK_MS);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  /** Once, for who does not go on listening. */
  async look(): Promise<FleetSnapshot> {
    this.seen = await this.snapshot();
    for (const listener of [...this.listeners]) listener(this.seen);
    return this.seen;
  }

  stop(): void {
    clearInterval(this.looking);
    this.looking = undefined;
    // Whoever comes next is told nothing old.
    this.seen = { kind: 'connecting' };
  }

  private async snapshot(): Promise<FleetSnapshot> {
    const { shown } = this.link;
    let late: NodeJS.Timeout | undefined;
    const silent = new Promise<never>((_, reject) => {
      late = setTimeout(() => {
        reject(new Error(`no answer within ${SILENT_MS / 1000} s`));
      }, SILENT_MS);
    });
    try {
      return await Promise.race([this.read(), silent]);
    } catch (error) {
      const failure = new HeygemError('queue-unreachable', { queue: shown }, String(error));
      return { kind: 'unreachable', failure: failure.toFailure() };
    } finally {
      clearTimeout(late);
    }
  }

  private async read(): Promise<FleetSnapshot> {
    const all = await this.book.read();
    const workers = all.filter((worker) => fits(worker, this.needs));
    const kits = new Set(workers.map(({ kit }) => kit.id));
    const queues = [...kits].map((kit) => drawingQueue(kit, this.storage));
    queues.push(speakingQueue(this.needs.engine, this.storage));
    const counts = await Promise.all(queues.map((name) => this.link.redis.zcard(waitingKey(name))));
    return {
      ...{ kind: 'connected', queue: this.link.shown, workers },
      waiting: counts.reduce((sum, count) => sum + count, 0),
      strangers: all.length - workers.length,
    };
  }
}
