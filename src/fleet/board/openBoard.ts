import type { Locale } from '../../core/strings/locale.js';
import { connectQueue } from '../connection.js';
import { PREFIX } from '../names.js';
import { BoardServer } from './boardServer.js';
import { QueueNames } from './queueNames.js';

export interface FleetBoardOptions {
  /** Address of the queue. */
  readonly queue: string;
  /** On loopback; 0: any that is free. */
  readonly port: number;
  /** Failed jobs may be tried again, and jobs removed; else it only shows. */
  readonly allowChanges: boolean;
  readonly locale: Locale;
  readonly log: (line: string) => void;
}

/** A board that is served until it is closed. */
export interface FleetBoardHandle {
  /** To be opened in a browser of this machine: good once, and for ten minutes. */
  readonly address: string;
  /** Where the queue is, without name and password. */
  readonly queue: string;
  close(): Promise<void>;
}

/**
 * Serves bull-board of all the fleet's queues. Rejects with `board-missing`, `port-in-use`,
 * `fleet-queue-invalid`, `queue-unreachable` or `queue-refused`.
 */
export async function openBoard(options: FleetBoardOptions): Promise<FleetBoardHandle> {
  const { queue, port, allowChanges, locale, log } = options;
  const link = await connectQueue(queue, log);
  const names = new QueueNames(link.redis, link.shown);
  try {
    const server = await BoardServer.start({
      ...{ connection: link.redis, prefix: PREFIX, queues: () => names.now() },
      ...{ port, allowChanges, locale, log },
    });
    return {
      ...{ address: server.address, queue: link.shown },
      close: async () => {
        await server.close();
        await link.close();
      },
    };
  } catch (error) {
    await link.close();
    throw error;
  }
}
