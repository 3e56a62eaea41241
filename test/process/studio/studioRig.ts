import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WebSocket } from 'ws';
import { Engine } from '../../../src/engine/engine.js';
import type { HomeView } from '../../../src/protocol/studio.js';
import { RunningStudio } from '../../../src/studio/runningStudio.js';
import { StatePlace } from '../../../src/studio/statePlace.js';
import { StudioServer, type StudioOptions } from '../../../src/studio/studioServer.js';
import { bundle } from '../engine/bundle.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Wish {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Without the session's cookie. */
  readonly stranger?: boolean;
}

/** A studio of a temporary folder, with the fake worker, and a visitor who writes his own requests. */
export class StudioRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem studio 工作室 '));
  readonly root = join(this.folder, 'projects');
  server!: StudioServer;
  engine!: Engine;
  /** Whether the engine lets projects name files outside their folders: set it before the start. */
  trusted = false;
  cookie = '';
  private static entry: string | undefined;

  async start(options: Partial<StudioOptions> = {}): Promise<void> {
    StudioRig.entry ??= bundle('test/fixtures/fakeWorker.ts');
    mkdirSync(this.root, { recursive: true });
    mkdirSync(join(this.folder, 'models'), { recursive: true });
    writeFileSync(join(this.folder, 'models/manifest.json'), '{"version": 1, "models": []}');
    this.engine = new Engine({
      ...{ workerEntry: StudioRig.entry, modelsRoot: join(this.folder, 'models') },
      ...{ cacheRoot: join(this.folder, 'cache'), trusted: this.trusted },
    });
    const place = new StatePlace(this.root);
    const running = new RunningStudio(place);
    this.server = await StudioServer.start({
      ...{ folder: this.root, host: '127.0.0.1', port: 0, locale: 'en', flags: {} },
      ...{ engine: this.engine, place, running, distFolder: resolve('dist') },
      mediaFolder: resolve('media'),
      ...options,
    });
  }

  /** Swaps a ticket for the cookie, as a browser does. */
  async enter(): Promise<void> {
    const { pathname, search } = new URL(this.server.address);
    const { headers } = await this.ask(`${pathname}${search}`, { stranger: true });
    this.cookie = (headers['set-cookie'] ?? [''])[0].split(';')[0];
  }

  /** What a page of the studio itself sends along. */
  get own() {
    return { cookie: this.cookie, origin: `http://127.0.0.1:${this.server.port}` };
  }

  /** The WebSocket of a path, with what its page sends along. */
  socket(path: string, headers: Readonly<Record<string, string>> = this.own): WebSocket {
    return new WebSocket(`ws://127.0.0.1:${this.server.port}${path}`, { headers });
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.engine.dispose();
  }

  /** The path goes out as it is: nothing of it is made tidy first. */
  ask(path: string, { method = 'GET', headers = {}, body, stranger = false }: Wish = {}) {
    const own = {
      host: `127.0.0.1:${this.server.port}`,
      ...(stranger ? {} : { cookie: this.cookie }),
      ...(method === 'GET' || method === 'HEAD'
        ? {}
        : {
            origin: this.own.origin,
            'content-length': String(Buffer.byteLength(body ?? '')),
          }),
    };
    return new Promise<Answer>((done, reject) => {
      const asking = request(
        {
          host: '127.0.0.1',
          port: this.server.port,
          path,
          method,
          headers: { ...own, ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const { statusCode: status = 0, headers } = response;
            done({ status, headers, body: Buffer.concat(chunks).toString('utf8') });
          });
        },
      );
      asking.on('error', reject);
      asking.end(body);
    });
  }

  async json(path: string, method: string, content: unknown): Promise<Answer> {
    return this.ask(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(content),
    });
  }

  /** The id of the one project that there is. */
  async onlyProject(): Promise<string> {
    const { projects } = JSON.parse((await this.ask('/api/home')).body) as HomeView;
    return projects[0].id;
  }

  /** A project made as the home page makes one; its id. */
  async create(title: string): Promise<string> {
    const { body } = await this.json('/api/projects', 'POST', { title });
    return (JSON.parse(body) as { id: string }).id;
  }
}
