import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { Hono } from 'hono';
import { webOrigin } from '../core/webOrigin.js';
import { same } from '../http/access.js';
import type { Variables } from './securityHeaders.js';
import { isThisMachine } from '../http/ownAddresses.js';
import { StatePlace } from './statePlace.js';

const FILE = 'server.json';
/** Milliseconds for which an answer of the one that runs is waited for. */
const PATIENCE_MS = 3_000;
const HEADER = 'x-heygem-studio';
const PASSED_ON_HEADER = 'x-heygem-passed-on';

/** How a second start reaches the first. */
interface Note {
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** Known to whoever may read the folder of the studio's state. */
  readonly secret: string;
}

/** The note that a server leaves in its folder, so that a second start opens it instead of another. */
export class RunningStudio {
  private readonly secret = randomBytes(32).toString('base64url');

  constructor(private readonly place: StatePlace) {}

  /**
   * The address of a studio of this folder that runs already, good once; undefined: none does.
   * @param passedOn the origin under which that one is passed on too, from now on
   */
  async address(passedOn?: string): Promise<string | undefined> {
    const note = await this.place.read(FILE);
    if (!isNote(note)) return undefined;
    const answer = await ask(note, passedOn).catch(() => undefined);
    return answer !== undefined && /^https?:\/\//.test(answer) ? answer : undefined;
  }

  /** @param host that is listened at */
  async announce(host: string, port: number, scheme: 'http' | 'https'): Promise<void> {
    await this.place.write(FILE, { host, port, scheme, secret: this.secret } satisfies Note);
  }

  withdraw(): void {
    rmSync(join(this.place.folder, FILE), { force: true });
  }

  /** Whether a request comes from a second start. */
  knows(secret: string | undefined): boolean {
    return secret !== undefined && same(secret, this.secret);
  }

  /** Gives a second start an address. Comes before the guards: it is no browser that asks. */
  routes(address: (passedOn: string | undefined) => string): Hono<Variables> {
    const routes = new Hono<Variables>();
    routes.get('/address', (context) => {
      if (!this.knows(context.req.header(HEADER))) return context.notFound();
      const passedOn = context.req.header(PASSED_ON_HEADER);
      const origin = passedOn === undefined ? undefined : webOrigin(passedOn);
      if (passedOn !== undefined && origin === undefined) return context.text('no origin', 400);
      return context.text(address(origin));
    });
    return routes;
  }
}

function isNote(raw: unknown): raw is Note {
  if (typeof raw !== 'object' || raw === null) return false;
  const { host, port, scheme, secret } = raw as Partial<Note>;
  // A note may have come with a folder from anywhere: no other machine is asked.
  if (typeof host !== 'string' || !isThisMachine(host)) return false;
  return typeof port === 'number' && typeof secret === 'string' && /^https?$/.test(scheme ?? '');
}

function ask({ host, port, scheme, secret }: Note, passedOn: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const wish = passedOn === undefined ? {} : { [PASSED_ON_HEADER]: passedOn };
    const headers = { [HEADER]: secret, ...wish };
    const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
    const options = { host: here, port, path: '/address', headers, timeout: PATIENCE_MS };
    // A certificate may be of any name, and of the person's own making; the secret tells who it is.
    const start = scheme === 'https' ? tlsRequest : request;
    const asking = start({ ...options, rejectUnauthorized: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(new Error(String(response.statusCode)));
      });
    });
    asking.on('timeout', () => asking.destroy(new Error('no answer')));
    asking.on('error', reject);
    asking.end();
  });
}
