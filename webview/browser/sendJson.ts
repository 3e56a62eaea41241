/** Sends a wish to the studio; undefined where it is not reached. */
export function sendJson(
  address: string,
  method: 'POST' | 'DELETE',
  body?: unknown,
): Promise<Response | undefined> {
  return fetch(address, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
}
