/** Where a queue is, as a Redis URL says it. */
export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly database: number;
  readonly username?: string;
  readonly password?: string;
}

const PORT = 6379;
const PROTOCOLS = ['redis:', 'rediss:'];

/** Undefined of what is no address of a queue. */
export function parseQueueAddress(text: string): QueueAddress | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const database = /^\/?(\d{0,4})$/.exec(url.pathname)?.[1];
  if (!PROTOCOLS.includes(url.protocol) || url.hostname === '' || database === undefined) {
    return undefined;
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? PORT : Number(url.port),
    tls: url.protocol === 'rediss:',
    database: Number(database),
    ...(url.username !== '' && { username: decoded(url.username) }),
    ...(url.password !== '' && { password: decoded(url.password) }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
