import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { HeygemError } from '../core/errors.js';

/** Paths of a certificate and its key (PEM). */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Sockets that are open at once, of all pages together. */
const MOST_SOCKETS = 256;
/** Milliseconds in which the head of a request must have come, and a request with a part of a file. */
const HEAD_MS = 10_000;
const REQUEST_MS = 15 * 60_000;
const CHECK_MS = 2_000;

/** A server that answers nothing yet. Whoever says nothing, or says it for ever, takes little from others. */
export function limitedServer(tls: TlsFiles | undefined): Server {
  const options = { connectionsCheckingInterval: CHECK_MS };
  const server = tls
    ? (createTlsServer({
        ...{ cert: readFileSync(tls.cert), key: readFileSync(tls.key) },
        ...options,
      }) as Server)
    : createServer(options);
  server.maxConnections = MOST_SOCKETS;
  server.headersTimeout = HEAD_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = 5_000;
  return server;
}

/** Resolves with the port. @throws HeygemError port-in-use, cannot-listen */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new HeygemError('port-in-use', { port }, String(error), error)
          : new HeygemError('cannot-listen', { host, port }, String(error), error),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Resolves when nobody is listened to any more. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeAllConnections();
  await closed;
}
