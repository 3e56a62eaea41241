import { realpathSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { HeygemError } from '../core/errors.js';
import type { Locale } from '../core/strings/locale.js';
import { usableRoot } from '../engine/cachePlace.js';
import type { Engine } from '../engine/engine.js';
import { Access } from '../http/access.js';
import { Addresses } from './addresses.js';
import { studioApp } from './app.js';
import type { Doors } from '../http/guards.js';
import { limitedServer, listen, stopListening, type TlsFiles } from '../http/httpServer.js';
import { OpenProjects } from './openProjects.js';
import { isEverywhere, isLoopback, ownHosts } from '../http/ownAddresses.js';
import { OwnNames } from '../http/ownNames.js';
import { ProjectFolder } from './projectFolder.js';
import type { RunningStudio } from './runningStudio.js';
import { RunMemory } from './runMemory.js';
import { sessionsOf } from './sessionMemory.js';
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
  /** The origin under which somebody else's port passes this server on. */
  readonly passedOn?: string;
  readonly password?: string;
  readonly tls?: TlsFiles;
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

/** What a studio has whether anybody asks it or not. */
interface Household {
  readonly folder: ProjectFolder;
  readonly memory: RunMemory;
  readonly uploads: StudioUploads;
  readonly projects: OpenProjects;
  readonly surroundings: Surroundings;
  readonly settings: SettingsKeeper;
  /** What pages are worded in that name no language of ours. */
  readonly locale: Locale;
}

interface StudioServerParts extends Household {
  readonly host: string;
  readonly doors: Doors;
  readonly running: RunningStudio;
}

/**
 * The studio of one folder: pages, files and the queue's projects over HTTP. Owns the socket that is listened
 * on, who may use it, and the open projects. What is being made goes on while no page is open.
 */
export class StudioServer {
  private readonly sockets: Sockets;

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly parts: StudioServerParts,
  ) {
    const { doors, folder, projects, locale, surroundings } = parts;
    this.sockets = new Sockets({ doors, folder, projects, locale, log: surroundings.log });
    this.sockets.listen(server);
  }

  /** Listens. @throws HeygemError port-in-use, cache-unusable, output-not-writable, input-missing */
  static async start(options: StudioOptions): Promise<StudioServer> {
    const { host, password, tls, place, engine, running } = options;
    if (!isLoopback(host) && password === undefined)
      throw new HeygemError('studio-needs-password', { host });
    const household = await householdOf(options);
    const access = new Access(password, await sessionsOf(place, engine.log.write));
    const server = limitedServer(tls);
    const port = await listen(server, host, options.port);
    const doors = doorsOf(options, access, port);
    const studio = new StudioServer(server, port, { ...household, host, doors, running });
    studio.answer(options);
    void household.memory.load().then((runs) => household.projects.resume(runs));
    await running.announce(host, port, doors.scheme);
    return studio;
  }

  get access(): Access {
    return this.parts.doors.access;
  }

  /** What to open: good once. */
  get address(): string {
    return `${this.origin}/enter?ticket=${this.access.ticket()}`;
  }

  get origin(): string {
    const { host, doors } = this.parts;
    const name = isLoopback(host) || isEverywhere(host) ? 'localhost' : host;
    return `${doors.scheme}://${name.includes(':') ? `[${name}]` : name}:${this.port}`;
  }

  /** Resolves when nobody is listened to any more; what is being made is cancelled, and gone on with later. */
  async close(): Promise<void> {
    const { memory, projects, uploads, running } = this.parts;
    running.withdraw();
    await memory.close();
    projects.dispose();
    uploads.dispose();
    this.sockets.close();
    await stopListening(this.server);
  }

  private answer({ engine, place, distFolder, mediaFolder }: StudioOptions): void {
    const { running, doors } = this.parts;
    const beforeGuards = running.routes((passedOn) => {
      if (passedOn !== undefined) doors.names.passOn(passedOn);
      return this.address;
    });
    const logPath = engine.log.path;
    const where = { logPath, place: place.folder, distFolder, mediaFolder };
    const app = studioApp({ ...this.parts, ...where, beforeGuards });
    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    this.server.on('request', listener);
  }
}

async function householdOf({
  engine,
  place,
  flags,
  ...options
}: StudioOptions): Promise<Household> {
  const log = engine.log.write;
  const memory = new RunMemory(place, log);
  const uploads = new StudioUploads(place.uploads);
  const { locale } = options;
  const settings = await SettingsKeeper.load(place, flags, (now) => {
    engine.adjust(now);
  });
  const folder = new ProjectFolder(realpathSync(options.folder));
  const surroundings: Surroundings = {
    folder: folder.root,
    sample: (wish) => folder.createSample(join(options.mediaFolder, 'demo'), wish),
    ...{ engine: () => engine, cacheRoot: usableRoot(engine.cache), uploads, locale },
    ...{ provider: () => settings.now.provider, addresses: new Addresses(), log },
    remember: memory.remember,
  };
  const projects = new OpenProjects(surroundings);
  return { folder, memory, uploads, projects, surroundings, settings, locale };
}

/** Cookies of one host are shared by its ports: each server has its own. */
function cookieName(port: number): string {
  return `heygem-studio-${port}`;
}

function doorsOf({ host, tls, passedOn }: StudioOptions, access: Access, port: number): Doors {
  const scheme = tls ? 'https' : 'http';
  const names = new OwnNames(scheme, ownHosts(host, port));
  if (passedOn !== undefined) names.passOn(passedOn);
  return { access, names, scheme, cookie: cookieName(port) };
}
