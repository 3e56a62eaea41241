import { Hono, type Context } from 'hono';
import type { Locale } from '../core/strings/locale.js';
import { studioText } from '../core/strings/studioTexts.js';
import type { Entry } from '../http/access.js';
import type { Doors } from '../http/guards.js';
import { letIn } from '../http/letIn.js';
import type { Variables } from './securityHeaders.js';

const HEAD = '<link rel="icon" href="/icon.png"><title>HeyGem Studio</title>';

/** Where an address that was printed or opened leads: its ticket is swapped for a cookie, once. */
export function entranceRoutes(
  doors: Doors,
  localeOf: (context: Context<Variables>) => Locale,
): Hono<Variables> {
  const routes = new Hono<Variables>();
  routes.get('/enter', (context) => {
    const ticket = context.req.query('ticket');
    if (ticket === undefined) return asked(context, doors, localeOf(context), 200);
    return entered(context, doors, localeOf(context), doors.access.enter(ticket));
  });
  routes.post('/enter', async (context) => {
    const { password } = await context.req.parseBody();
    const entry = doors.access.enterBy(typeof password === 'string' ? password : '');
    return entered(context, doors, localeOf(context), entry);
  });
  return routes;
}

function entered(
  context: Context<Variables>,
  doors: Doors,
  locale: Locale,
  entry: Entry,
): Response {
  if (entry.kind === 'wait') return context.text(studioText(locale, 'enter-wait'), 429);
  if (entry.kind === 'refused') return asked(context, doors, locale, 401);
  return letIn(context, doors, entry.session, HEAD);
}

function asked(
  context: Context<Variables>,
  { access }: Doors,
  locale: Locale,
  status: 200 | 401,
): Response {
  const words = studioText(locale, access.asksPassword ? 'enter-password' : 'enter-address');
  const form = access.asksPassword
    ? `<form method="post" action="/enter"><label>${words} <input type="password" name="password" autocomplete="current-password" autofocus></label> <button>${studioText(locale, 'enter-yes')}</button></form>`
    : `<p>${words}</p>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">${HEAD}`;
  return context.html(
    `<!doctype html><html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head>${head}</head><body><main><h1>HeyGem Studio</h1>${form}</main></body></html>\n`,
    status,
  );
}
