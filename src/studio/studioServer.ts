import { readFileSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import { HeygemError } from '../core/errors.js';
import type { Locale } from '../core/strings/locale.js';
import { usableRoot } from '../engine/cachePlace.js';
import type { Engine } from '../engine/engine.js';
import { Access, type SessionMemory } from './access.js';
import { Addresses } from './addresses.js';
import { studioApp } from './app.js';
import { cookieName, type Doors } from './guards.js';
import { OpenProjects } from './openProjects.js';
import { isLoopback, ownHosts } from './ownAddresses.js';
import { ProjectFolder } from './projectFolder.js';
import type { RunningStudio } from './runningStudio.js';
import { RunMemory } from './runMemory.js';
import { Sockets } from './sockets.js';
import type { ServerSettings } from './serverSettings.js';
import { SettingsKeeper } from './settingsKeeper.js';
import type { StatePlace } from './statePlace.js';
import type { Surroundings } from './surroundings.js';
import { StudioUploads } from './uploads.js';

export interface StudioOptions {
  /** Absolute. */
  readonly folder: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly password?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly locale: Locale;
  /** What the command line says of the settings. */
  readonly flags: Partial<ServerSettings>;
  readonly engine: Engine;
  /** Of the folder. */
  readonly place: StatePlace;
  readonly running: RunningStudio;
  readonly distFolder: string;
  readonly mediaFolder: string;
}

/** Sockets that are open at once, of all pages together. */
const MOST_SOCKETS = 256;
/** Milliseconds in which the head of a request must have come, and a request with a part of a file. */
const HEAD_MS = 10_000;
const REQUEST_MS = 15 * 60_000;
const CHECK_MS = 2_000;

/**
 * The studio of one folder: pages, files and the queue's projects over HTTP. Owns the socket that is listened
 * on, who may use it, and the open projects. What is being made goes on while no page is open.
 */
export class StudioServer {
  private constructor(
    private readonly server: Server,
    readonly access: Access,
    readonly port: number,
    private readonly parts: {
      readonly host: string;
      readonly scheme: 'http' | 'https';
      readonly sockets: Sockets;
      readonly projects: OpenProjects;
      readonly memory: RunMemory;
      readonly uploads: StudioUploads;
      readonly running: RunningStudio;
    },
  ) {}

  /** Listens. @throws HeygemError port-in-use, cache-unusable, output-not-writable, input-missing */
  static async start(options: StudioOptions): Promise<StudioServer> {
    const { engine, host, tls, place, running } = options;
    if (!isLoopback(host) && options.password === undefined)
      throw new HeygemError('studio-needs-password', { host });
    const { log } = engine;
    const folder = new ProjectFolder(realpathSync(options.folder));
    const memory = new RunMemory(place, log.write);
    const uploads = new StudioUploads(place.uploads);
    const { locale } = options;
    const settings = await SettingsKeeper.load(place, options.flags, (now) => {
      engine.adjust(now);
    });
    const surroundings: Surroundings = {
      ...{ engine: () => engine, cacheRoot: usableRoot(engine.cache), uploads },
      ...{ provider: () => settings.now.provider, addresses: new Addresses(), log: log.write },
      locale,
      remember: memory.remember,
    };
    const projects = new OpenProjects(surroundings);
    const access = new Access(options.password, await sessionsOf(place, log.write));
    const scheme = tls ? 'https' : 'http';
    const server = tls
      ? (createTlsServer({
          ...{ cert: readFileSync(tls.cert), key: readFileSync(tls.key) },
          connectionsCheckingInterval: CHECK_MS,
        }) as Server)
      : createServer({ connectionsCheckingInterval: CHECK_MS });
    limit(server);
    const port = await listen(server, host, options.port);
    const doors: Doors = {
      ...{ access, scheme, hosts: ownHosts(host, port), cookie: cookieName(port) },
    };
    const app = studioApp({
      ...{ doors, folder, projects, surroundings, settings, logPath: log.path },
      ...{ distFolder: options.distFolder, mediaFolder: options.mediaFolder },
      place: place.folder,
      beforeGuards: running.routes(() => studio.address),
    });
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    const sockets = new Sockets({ doors, folder, projects, locale, log: log.write });
    sockets.listen(server);
    void memory.load().then((runs) => projects.resume(runs));
    const studio = new StudioServer(server, access, port, {
      ...{ host, scheme, sockets, projects, memory, uploads, running },
    });
    await running.announce(port, scheme);
    return studio;
  }

  /** What to open: good once. */
  get address(): string {
    return `${this.origin}/enter?ticket=${this.access.ticket()}`;
  }

  get origin(): string {
    const { host, scheme } = this.parts;
    const name = isLoopback(host) || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
    return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${this.port}`;
  }

  /** Resolves when nobody is listened to any more; what is being made is cancelled, and gone on with later. */
  async close(): Promise<void> {
    const { memory, sockets, projects, uploads, running } = this.parts;
    running.withdraw();
    await memory.close();
    projects.dispose();
    uploads.dispose();
    sockets.close();
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
    this.server.closeAllConnections();
    await closed;
  }
}

/** Sessions that a studio of this folder let in before. */
async function sessionsOf(place: StatePlace, log: (line: string) => void): Promise<SessionMemory> {
  const kept = await place.read('sessions.json');
  const known = Array.isArray(kept)
    ? kept.filter((each) => /^[0-9a-f]{64}$/.test(String(each)))
    : [];
  const keep = (digests: readonly string[]): void => {
    void place.write('sessions.json', digests).catch((error: unknown) => {
      log(`sessions.json: ${String(error)}`);
    });
  };
  return { known: known as readonly string[], keep };
}

/** Whoever opens sockets and says nothing, or says it for ever, takes none from others for long. */
function limit(server: Server): void {
  server.maxConnections = MOST_SOCKETS;
  server.headersTimeout = HEAD_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = 5_000;
}

function listen(server: Server, host: string, port: number): Promise<number> {
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
