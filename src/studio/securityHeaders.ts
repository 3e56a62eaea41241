import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { keepToThemselves } from '../http/headers.js';

/** What handlers find in a request's context. */
export interface Variables {
  Variables: { styleNonce: string };
}

/**
 * Nothing inline, nothing of others, no frames, and no reading by pages of other origins. Styles of
 * elements are adopted sheets, which a policy does not concern; the toolkit tries out a selector in a style
 * element that carries the document's nonce.
 */
export const securityHeaders: MiddlewareHandler<Variables> = async (context, next) => {
  const styleNonce = randomBytes(16).toString('base64');
  context.set('styleNonce', styleNonce);
  await next();
  const { headers } = context.res;
  headers.set('Content-Security-Policy', policyWith(styleNonce));
  headers.set('Permissions-Policy', 'microphone=(self), camera=(), geolocation=()');
  keepToThemselves(headers);
};

function policyWith(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self'",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
