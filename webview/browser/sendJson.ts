import { savedLocale } from './preferences.js';

/** Sends a wish to the studio; undefined where it is not reached. */
export function sendJson(
  address: string,
  method: 'POST' | 'PUT' | 'DELETE',
  body?: unknown,
): Promise<Response | undefined> {
  return fetch(address, {
    method,
    // What goes wrong is worded by the server.
    headers: { 'Content-Type': 'application/json', 'Accept-Language': savedLocale() },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
}
