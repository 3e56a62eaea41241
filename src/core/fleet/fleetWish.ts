import type { Failure } from '../errors.js';
import { parseQueueAddress } from './queueAddress.js';

/** Where a fleet meets: its queue, and the folder that all of its machines see. */
export interface FleetPlace {
  /** `redis://` or `rediss://`, perhaps with a user and a password: never shown as it is. */
  readonly queue: string;
  /** Absolute. */
  readonly storage: string;
}

/** What a person said of a fleet, wherever they said it. Empty counts as not said. */
export interface FleetWords {
  readonly queue?: string | undefined;
  readonly storage?: string | undefined;
}

export type FleetWish =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'fleet' } & FleetPlace)
  | { readonly kind: 'unfit'; readonly failure: Failure };

/** What stands in the environment for what is not said elsewhere. */
export const FLEET_VARIABLES = { queue: 'HEYGEM_QUEUE', storage: 'HEYGEM_STORAGE' } as const;

/** POSIX, a drive of Windows, or a share. */
const ABSOLUTE = /^(\/|[a-z]:[\\/]|\\\\[^\\])/i;

/** Reads a wish for a fleet: both of the two, or neither. */
export function parseFleetWish(words: FleetWords): FleetWish {
  const queue = words.queue?.trim() ?? '';
  const storage = words.storage?.trim() ?? '';
  if (queue === '' && storage === '') return { kind: 'none' };
  if (queue !== '' && !isQueue(queue)) {
    return unfit({ code: 'fleet-queue-invalid', params: { queue: shownQueue(queue) } });
  }
  if (storage !== '' && !ABSOLUTE.test(storage)) {
    return unfit({ code: 'fleet-storage-relative', params: { path: storage } });
  }
  if (storage === '') {
    return unfit({ code: 'fleet-without-storage', params: { queue: shownQueue(queue) } });
  }
  if (queue === '') return unfit({ code: 'fleet-without-queue', params: { path: storage } });
  return { kind: 'fleet', queue, storage };
}

/** The same words, and where one is not said, what the environment says. */
export function withFleetVariables(
  { queue, storage }: FleetWords,
  env: Readonly<Record<string, string | undefined>>,
): FleetWords {
  const told = (said: string | undefined, name: string) =>
    said === undefined || said.trim() === '' ? env[name] : said;
  return {
    queue: told(queue, FLEET_VARIABLES.queue),
    storage: told(storage, FLEET_VARIABLES.storage),
  };
}

/** Where a queue is, for people to read: without user, password and options, which may name one. */
export function shownQueue(queue: string): string {
  const { protocol, hostname, port, pathname } = readAddress(queue) ?? {};
  if (protocol === undefined || hostname === '') return withoutUser(queue);
  const database = /^\/\d+$/.test(pathname ?? '') ? pathname : '';
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${database}`;
}

function isQueue(text: string): boolean {
  return readAddress(text) !== undefined && parseQueueAddress(text) !== undefined;
}

/** A password with signs that mean something in an address is read as a host: that is no address then. */
function readAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const address = new URL(text);
  const hasUser = address.username !== '' || address.password !== '';
  const at = `${address.pathname}${address.search}${address.hash}`.includes('@');
  return at && !hasUser ? undefined : address;
}

/** Of what is no address: rather too little than a password. */
function withoutUser(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  return scheme + text.slice(Math.max(scheme.length, text.lastIndexOf('@') + 1));
}

function unfit(failure: Failure): FleetWish {
  return { kind: 'unfit', failure };
}
