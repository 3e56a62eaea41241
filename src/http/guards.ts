import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Access } from './access.js';
import type { OwnNames } from './ownNames.js';

/** Methods that only look. */
const LOOKING = new Set(['GET', 'HEAD']);

/** What is allowed of a request before anybody looks at what it asks for. */
export interface Doors {
  readonly access: Access;
  readonly names: OwnNames;
  readonly scheme: 'http' | 'https';
  readonly cookie: string;
}

/** The parts of a request that tell where it comes from; the same for a WebSocket's. */
export interface Provenance {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly session: string | undefined;
}

export type Verdict = 'welcome' | 'foreign-host' | 'foreign-origin' | 'stranger';

/**
 * Judges where a request comes from. What writes, and every WebSocket, must come from a page of this
 * server; `Origin` is what a browser says of that, and no page can change it.
 */
export function judge(
  { access, names }: Doors,
  { host, origin, session }: Provenance,
  writes: boolean,
): Verdict {
  if (host === undefined || !names.hasHost(host)) return 'foreign-host';
  const own = names.isOwn(origin, host);
  if (writes ? !own : origin !== undefined && !own) return 'foreign-origin';
  return access.knows(session) ? 'welcome' : 'stranger';
}

/** Refuses foreign hosts and origins for every address, and strangers unless `open` lets them. */
export function guard(doors: Doors, open: (path: string) => boolean): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context;
    // A request line may name a host too, and would be believed before the header.
    if (new URL(req.url).host !== req.header('host')?.toLowerCase())
      return context.text('foreign-host', 403);
    const verdict = judge(
      doors,
      {
        host: req.header('host'),
        origin: req.header('origin'),
        session: getCookie(context, doors.cookie),
      },
      !LOOKING.has(req.method),
    );
    if (verdict === 'stranger' && open(req.path)) return next();
    if (verdict === 'welcome') return next();
    return context.text(verdict, verdict === 'stranger' ? 401 : 403);
  };
}

/** Bytes of what a page sends besides files. */
const MOST_JSON = 64 << 10;

/** Refuses what is larger, or does not say how large it is, before any of it is read. */
export const smallBodies: MiddlewareHandler = async (context, next) => {
  const { req } = context;
  if (req.header('transfer-encoding') !== undefined) return context.text('no length', 411);
  if (Number(req.header('content-length') ?? 0) > MOST_JSON) return context.text('too large', 413);
  return next();
};
