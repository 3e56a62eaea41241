import type { FleetBoardHandle, FleetBoardOptions } from '../../engine/fleetPart.js';
import { connectQueue } from '../connection.js';
import { PREFIX } from '../names.js';
import { BoardServer } from './boardServer.js';
import { QueueNames } from './queueNames.js';

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
