/**
 * The names that requests of a server's own pages carry: as `Host`, the server's; as `Origin`, where the
 * page came from. Owns the list of those under which the server is passed on by somebody else's port, such as
 * a remote VS Code's, which are known only once it listens. Each is one whole origin, never a pattern.
 */
export class OwnNames {
  private readonly passedOn = new Set<string>();

  /** @param hosts `Host` headers that name the server itself, lower case */
  constructor(
    private readonly scheme: 'http' | 'https',
    private readonly hosts: ReadonlySet<string>,
  ) {}

  /** @param origin as `webOrigin` gives it */
  passOn(origin: string): void {
    this.passedOn.add(origin);
  }

  hasHost(host: string | undefined): boolean {
    const name = host?.toLowerCase();
    if (name === undefined) return false;
    return (
      this.hosts.has(name) || [...this.passedOn].some((origin) => new URL(origin).host === name)
    );
  }

  /** Whether a page of `origin` is the server's own, asked for as `host`. Who passes on may rewrite either. */
  isOwn(origin: string | undefined, host: string): boolean {
    if (origin === undefined) return false;
    if (this.passedOn.has(origin)) return true;
    const name = host.toLowerCase();
    return this.hosts.has(name) && origin === `${this.scheme}://${name}`;
  }
}
