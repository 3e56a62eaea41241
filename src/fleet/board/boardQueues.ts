import { Queue, type ConnectionOptions } from 'bullmq';

export interface BoardQueuesOptions {
  /** As BullMQ takes it: options, or a client, which is then left open. */
  readonly connection: ConnectionOptions;
  /** Of the keys in Redis; BullMQ's own unless told. */
  readonly prefix?: string;
  /** Names of the queues that there are now. */
  readonly queues: () => Promise<readonly string[]>;
  readonly log: (line: string) => void;
}

/** The queues that a board shows. Owns one connection to each, and writes nothing by itself. */
export class BoardQueues {
  private readonly open = new Map<string, Queue>();

  constructor(private readonly options: BoardQueuesOptions) {}

  /** Those that there are now; with a new engine in the fleet there are other ones. */
  async now(): Promise<readonly Queue[]> {
    const names = new Set(await this.options.queues());
    for (const [name, queue] of this.open) {
      if (names.has(name)) continue;
      this.open.delete(name);
      this.end(queue);
    }
    return [...names].sort().map((name) => this.opened(name));
  }

  async close(): Promise<void> {
    const queues = [...this.open.values()];
    this.open.clear();
    await Promise.all(queues.map((queue) => queue.close()));
  }

  private opened(name: string): Queue {
    const known = this.open.get(name);
    if (known) return known;
    const { connection, prefix, log } = this.options;
    const keys = prefix === undefined ? {} : { prefix };
    const queue = new Queue(name, { connection, ...keys, skipMetasUpdate: true });
    // Said by each attempt to reach Redis; whoever looks at the page is told by the answers' errors.
    queue.on('error', (error) => {
      log(`board: ${error.message}`);
    });
    this.open.set(name, queue);
    return queue;
  }

  private end(queue: Queue): void {
    queue.close().catch((error: unknown) => {
      this.options.log(`board: ${String(error)}`);
    });
  }
}
