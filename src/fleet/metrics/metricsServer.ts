import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { limitedServer, listen, stopListening } from '../../http/httpServer.js';
import { ownHosts } from '../../http/ownAddresses.js';

const HOST = '127.0.0.1';

/** What is told, written anew for each that asks. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/**
 * Answers `GET /metrics` for a Prometheus of this machine, and nothing else. Owns the socket, which
 * listens at loopback only; nobody needs to be let in, for what is told names no file and no person.
 */
export class MetricsServer {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /**
   * @param port 0: any that is free
   * @throws HeygemError port-in-use, cannot-listen
   */
  static async start(metrics: MetricsText, port: number): Promise<MetricsServer> {
    const server = limitedServer(undefined);
    const taken = await listen(server, HOST, port);
    const names = ownHosts(HOST, taken);
    server.on('request', (request, response) => {
      void answer(metrics, names, request, response);
    });
    return new MetricsServer(server, taken);
  }

  get address(): string {
    return `http://${HOST}:${this.port}/metrics`;
  }

  /** Resolves when nobody is listened to any more. */
  async close(): Promise<void> {
    await stopListening(this.server);
  }
}

async function answer(
  metrics: MetricsText,
  names: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url, headers } = request;
  const say = (status: number, text: string, type = 'text/plain; charset=utf-8') => {
    response.writeHead(status, {
      ...{ 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) },
      ...{ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' },
      ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
    });
    response.end(method === 'HEAD' ? undefined : text);
  };
  // A page of a stranger whose name was made to lead here (DNS rebinding) sends the stranger's name.
  if (!names.has(headers.host?.toLowerCase() ?? '')) {
    say(403, `foreign-host: ask as ${[...names].join(' or ')}\n`);
  } else if (url?.split('?')[0] !== '/metrics') {
    say(404, 'there is only /metrics\n');
  } else if (method !== 'GET' && method !== 'HEAD') {
    say(405, 'only GET\n');
  } else {
    try {
      say(200, await metrics.text(), metrics.contentType);
    } catch (error) {
      say(500, `${String(error)}\n`);
    }
  }
}
