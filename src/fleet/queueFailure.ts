import { HeygemError } from '../core/errors.js';

/** What a queue says of who it is asked by. */
const REFUSED = /NOAUTH|WRONGPASS|NOPERM|invalid password|invalid username/i;
const FULL = /\bOOM command not allowed/;
/** Of a database that it does not have, after which it would go on with another one. */
const NO_DATABASE = /DB index is out of range/;

/** What the queue's own words mean for people; undefined of what tells nothing that it will not tell again. */
export function queueFailure(text: string, queue: string): HeygemError | undefined {
  if (REFUSED.test(text)) return new HeygemError('queue-refused', { queue }, text);
  if (NO_DATABASE.test(text)) return new HeygemError('queue-unreachable', { queue }, text);
  return queueFull(text);
}

/** Undefined unless the queue has no room left for what it was given. */
export function queueFull(text: string): HeygemError | undefined {
  return FULL.test(text) ? new HeygemError('queue-full', {}, text) : undefined;
}
