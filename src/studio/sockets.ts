import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { parse as parseCookies } from 'hono/utils/cookie';
import { WebSocketServer } from 'ws';
import { LOCALES, type Locale } from '../core/strings/locale.js';
import { judge, type Doors } from '../http/guards.js';
import type { OpenProjects } from './openProjects.js';
import type { ProjectFolder } from './projectFolder.js';
import { requestLocale } from './requestLocale.js';

/** Bytes of one message: wishes are small, and files do not come this way. */
const MOST_BYTES = 1 << 20;
/** Milliseconds from one sign of life to the next; a page that gives none is gone. */
const PULSE_MS = 20_000;
const ADDRESS = /^\/projects\/([0-9a-f]{24})\/socket(?:\?lang=([a-z]{2}))?$/;

export interface SocketParts {
  readonly doors: Doors;
  readonly folder: ProjectFolder;
  readonly projects: OpenProjects;
  /** Of who says nothing of a language. */
  readonly locale: Locale;
  readonly log: (line: string) => void;
}

/** Joins WebSockets to projects. Judged like what writes, before anything is answered. */
export class Sockets {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  private readonly alive = new WeakSet();
  private readonly pulse: NodeJS.Timeout;

  constructor(private readonly parts: SocketParts) {
    this.pulse = setInterval(() => {
      for (const socket of this.server.clients) {
        if (!this.alive.has(socket)) socket.terminate();
        this.alive.delete(socket);
        socket.ping();
      }
    }, PULSE_MS);
    this.pulse.unref();
  }

  listen(server: Server): void {
    server.on('upgrade', (request, stream, head) => {
      stream.on('error', () => undefined);
      void this.upgrade(request, stream, head).catch((error: unknown) => {
        this.parts.log(`socket: ${String(error)}`);
        stream.destroy();
      });
    });
  }

  close(): void {
    clearInterval(this.pulse);
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }

  private async upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const { doors, folder, projects } = this.parts;
    const { host, origin, cookie, 'accept-language': accepted } = request.headers;
    const session = parseCookies(cookie ?? '', doors.cookie)[doors.cookie];
    const verdict = judge(doors, { host, origin, session }, true);
    if (verdict !== 'welcome') {
      refuse(stream, verdict === 'stranger' ? '401 Unauthorized' : '403 Forbidden');
      return;
    }
    const match = ADDRESS.exec(request.url ?? '');
    const found = match === null ? undefined : await folder.find(match[1]);
    if (!found) {
      refuse(stream, '404 Not Found');
      return;
    }
    const project = projects.open(found);
    this.server.handleUpgrade(request, stream, head, (socket) => {
      this.alive.add(socket);
      socket.on('pong', () => this.alive.add(socket));
      socket.on('error', (error) => {
        this.parts.log(`socket: ${error.message}`);
      });
      // A page says what it shows itself in; it may differ from what its browser prefers.
      const chosen = LOCALES.find((locale) => locale === match?.[2]);
      project.join(socket, chosen ?? requestLocale(accepted, this.parts.locale));
    });
  }
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
