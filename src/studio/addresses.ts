import { createHmac, randomBytes } from 'node:crypto';

/**
 * Names for files that pages may load, which tell nothing of where they lie. Owns which names there are:
 * a page cannot make one. The secret is of this run of the server.
 */
export class Addresses {
  private readonly secret = randomBytes(32);
  private readonly paths = new Map<string, string>();

  /** The path part of an address; `version` differs whenever the content does. */
  of(path: string, version: string): string {
    const id = createHmac('sha256', this.secret).update(path).digest('hex').slice(0, 32);
    this.paths.set(id, path);
    return `/files/${id}?v=${encodeURIComponent(version)}`;
  }

  pathOf(id: string): string | undefined {
    return this.paths.get(id);
  }
}
