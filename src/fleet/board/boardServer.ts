import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Queue } from 'bullmq';
import type { Locale } from '../../core/strings/locale.js';
import { Access } from '../../http/access.js';
import type { Doors } from '../../http/guards.js';
import { limitedServer, listen, stopListening } from '../../http/httpServer.js';
import { ownHosts } from '../../http/ownAddresses.js';
import { OwnNames } from '../../http/ownNames.js';
import { boardApp } from './boardApp.js';
import { boardPackages, type BoardPackages } from './boardPackages.js';
import { BoardQueues, type BoardQueuesOptions } from './boardQueues.js';

const HOST = '127.0.0.1';
const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'en-US', zh: 'zh-CN' };

export interface BoardOptions extends BoardQueuesOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Failed jobs may be tried again, and jobs removed. */
  readonly allowChanges: boolean;
  readonly locale: Locale;
}

/**
 * bull-board of a fleet's queues, on this machine alone. Owns the socket that is listened on, who may use it,
 * and the connections to the queues.
 */
export class BoardServer {
  private constructor(
    private readonly server: Server,
    private readonly access: Access,
    private readonly queues: BoardQueues,
    readonly port: number,
  ) {}

  /** Listens; the queue is first asked when the page is. @throws HeygemError board-missing, port-in-use */
  static async start(options: BoardOptions): Promise<BoardServer> {
    const { allowChanges, locale, log } = options;
    const packages = await boardPackages();
    const queues = new BoardQueues(options);
    const shown = shownBy(packages, options);
    const server = limitedServer(undefined);
    const port = await listen(server, HOST, options.port);
    const doors = doorsOf(port);
    const refresh = async () => {
      shown.show(await queues.now());
    };
    const app = boardApp({ doors, board: shown.board, refresh, allowChanges, locale, log });
    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    server.on('request', listener);
    return new BoardServer(server, doors.access, queues, port);
  }

  /** What to open: good once, and for ten minutes. */
  get address(): string {
    return `http://${HOST}:${this.port}/enter?ticket=${this.access.ticket()}`;
  }

  /** Resolves when nobody is listened to any more, and no connection is left. */
  async close(): Promise<void> {
    await stopListening(this.server);
    await this.queues.close();
  }
}

interface Shown {
  readonly board: { fetch(request: Request): Response | Promise<Response> };
  show(queues: readonly Queue[]): void;
}

function shownBy(
  { createBullBoard, BullMQAdapter, HonoAdapter }: BoardPackages,
  { allowChanges, locale }: BoardOptions,
): Shown {
  const serverAdapter = new HonoAdapter(serveStatic);
  const { replaceQueues } = createBullBoard({
    queues: [],
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'HeyGem Studio',
        hideDocsLink: true,
        locale: { lng: LANGUAGES[locale] },
      },
    },
  });
  return {
    board: serverAdapter.registerPlugin(),
    show: (queues) => {
      replaceQueues(
        queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: !allowChanges })),
      );
    },
  };
}

/** Cookies of one host are shared by its ports: each server has its own. */
function doorsOf(port: number): Doors {
  const names = new OwnNames('http', ownHosts(HOST, port));
  const access = new Access(undefined, { known: [], keep: () => undefined });
  return { access, names, scheme: 'http', cookie: `heygem-board-${port}` };
}
