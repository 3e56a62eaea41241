import type { Context, Env } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Doors } from './guards.js';

/** Seconds: a browser that is closed for longer asks for the address anew. */
const COOKIE_AGE = 30 * 24 * 3600;

/**
 * Gives a browser its session as a cookie, and leads it to the first page. A redirection that was begun
 * elsewhere carries no strict cookie; a page of our own does.
 * @param head the passing page's title and icon, as HTML
 */
export function letIn<E extends Env>(
  context: Context<E>,
  { cookie, scheme }: Doors,
  session: string,
  head: string,
): Response {
  setCookie(context, cookie, session, {
    ...{ httpOnly: true, sameSite: 'Strict', path: '/', maxAge: COOKIE_AGE },
    secure: scheme === 'https',
  });
  const onward = '<meta http-equiv="refresh" content="0;url=/">';
  return context.html(`<!doctype html>${onward}${head}\n`);
}
