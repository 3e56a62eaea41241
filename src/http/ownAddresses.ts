import { hostname, networkInterfaces } from 'node:os';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether nobody but this machine reaches a server bound to `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * The `Host` headers that name this server. A page of a stranger whose name was made to lead here
 * (DNS rebinding) sends the stranger's name, and is refused by it.
 */
export function ownHosts(host: string, port: number): ReadonlySet<string> {
  const names = new Set(LOOPBACK);
  if (!isLoopback(host)) {
    names.add(bracketed(host)).add(hostname().toLowerCase());
    names.add(`${hostname().toLowerCase().split('.')[0]}.local`);
    for (const address of ownAddresses()) names.add(bracketed(address));
  }
  const withPort = [...names].map((name) => `${name}:${port}`);
  // Browsers leave out the port that a scheme has of itself.
  const usual = port === 80 || port === 443 ? [...names] : [];
  return new Set([...withPort, ...usual]);
}

/** Addresses of this machine on its networks, for people to type on another device. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).filter(({ internal }) => !internal).map(({ address }) => address.split('%')[0]),
  );
}

/** Whether a server bound to `host` is reached at every address of this machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Whether a server bound to `host` is one of this machine's. */
export function isThisMachine(host: string): boolean {
  const named = host.toLowerCase() === hostname().toLowerCase();
  return isLoopback(host) || isEverywhere(host) || named || ownAddresses().includes(host);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host.toLowerCase();
}
