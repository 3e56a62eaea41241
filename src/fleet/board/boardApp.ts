import { Hono, type MiddlewareHandler } from 'hono';
import { toFailure } from '../../core/errors.js';
import { describeFailure } from '../../core/strings/describe.js';
import { fleetBoardText } from '../../core/strings/fleetBoardTexts.js';
import type { Locale } from '../../core/strings/locale.js';
import { guard, smallBodies, type Doors } from '../../http/guards.js';
import { keepToThemselves } from '../../http/headers.js';
import { letIn } from '../../http/letIn.js';

export interface BoardAppParts {
  readonly doors: Doors;
  /** bull-board's own pages and answers. */
  readonly board: { fetch(request: Request): Response | Promise<Response> };
  /** Has the board show the queues that there are now. */
  readonly refresh: () => Promise<void>;
  readonly allowChanges: boolean;
  readonly locale: Locale;
  readonly log: (line: string) => void;
}

/**
 * What is put around bull-board: nobody comes in without a ticket, no page of others is obeyed, nothing is
 * loaded from elsewhere, and nothing is changed unless that was allowed.
 */
export function boardApp(parts: BoardAppParts): Hono {
  const { doors, board, refresh, allowChanges, locale, log } = parts;
  const app = new Hono();
  app.use(securityHeaders);
  app.use(guard(doors, (path) => path === '/enter'));
  app.get('/enter', (context) => {
    const entry = doors.access.enter(context.req.query('ticket') ?? '');
    if (entry.kind === 'entered') return letIn(context, doors, entry.session, HEAD);
    const isWait = entry.kind === 'wait';
    return context.text(
      fleetBoardText(locale, isWait ? 'wait' : 'old-address'),
      isWait ? 429 : 401,
    );
  });
  app.use(smallBodies);
  app.use(changesBy(allowChanges));
  app.get('/api/queues', async (_, next) => {
    await refresh();
    return next();
  });
  app.all('*', async (context) => withoutForeignLinks(await board.fetch(context.req.raw)));
  app.onError((error, context) => {
    const failure = toFailure(error);
    log(`board: ${failure.code} ${failure.detail ?? ''}`);
    const { sentence } = describeFailure(failure, locale);
    return context.json(refusal('INTERNAL_SERVER_ERROR', sentence), 500);
  });
  return app;
}

/** Without a picture, which browsers would ask for otherwise. */
const HEAD = '<link rel="icon" href="data:,"><title>HeyGem Studio</title>';

/**
 * Scripts and answers of this server only. Styles within pages are allowed, as the board's elements carry
 * them; they too can load nothing from elsewhere.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // The page names its own root as the base of its links.
  "base-uri 'self'",
].join('; ');

const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.set('Content-Security-Policy', POLICY);
  headers.set('Permissions-Policy', 'microphone=(), camera=(), geolocation=()');
  keepToThemselves(headers);
};

const LOOKING = new Set(['GET', 'HEAD']);

/**
 * Of all that bull-board can change, what may be: trying failed jobs again, now rather than later, and
 * removing jobs. What a job says is never written by hand, as workers act on it.
 */
const CHANGES =
  /^\/api\/queues\/[^/]+\/(retry\/\w+|clean\/\w+|promote|[^/]+\/(retry|clean|promote))$/;

function changesBy(allowed: boolean): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    if (LOOKING.has(method)) return next();
    if (!allowed) return context.json(refusal('QUEUE_READ_ONLY'), 403);
    if (!CHANGES.test(path)) return context.json(refusal('FORBIDDEN'), 403);
    return next();
  };
}

/** As bull-board words its own: a key of its texts, and what else is known. */
function refusal(key: string, message?: string): object {
  return { error: { key: `ERRORS.${key}` }, ...(message === undefined ? {} : { message }) };
}

const FOREIGN_LINK = /<link\b[^>]*\bhref="(https?:)?\/\/[^>]*>/gi;

/** Its page asks another host for fonts; the policy forbids it, and this keeps it from being tried. */
async function withoutForeignLinks(response: Response): Promise<Response> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!isPage) return response;
  const html = await response.text();
  return new Response(html.replaceAll(FOREIGN_LINK, ''), response);
}
