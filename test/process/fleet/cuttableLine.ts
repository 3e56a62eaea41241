import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * A line of loopback to a server of loopback that can be cut: what goes over it ends at once, and whoever
 * comes is refused, as when a server or a network is gone. Owns the port that it is reached by, which stays the
 * same.
 */
export class CuttableLine {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly target: number,
    private own: number,
  ) {}

  static async to(target: number): Promise<CuttableLine> {
    const line = new CuttableLine(target, 0);
    await line.mend();
    return line;
  }

  get port(): number {
    return this.own;
  }

  /** The same address, by way of this line. */
  over(url: string): string {
    const address = new URL(url);
    address.port = String(this.own);
    return address.href;
  }

  /** How many go over it now. */
  get connections(): number {
    return this.sockets.size / 2;
  }

  /** Resolves when nobody is on it any more and nobody comes in. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /**
   * What goes over it now says nothing more and never ends, as when a cable is pulled or a firewall forgets; new ones
   * are carried.
   */
  hush(): void {
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** Lets new ones in again. */
  async mend(): Promise<void> {
    if (this.server !== undefined) return;
    const server = createServer((near) => {
      const far = connect({ host: '127.0.0.1', port: this.target });
      this.join(near, far);
      this.join(far, near);
    });
    this.server = server;
    server.listen(this.own, '127.0.0.1');
    await once(server, 'listening');
    this.own = (server.address() as AddressInfo).port;
  }

  /** One direction; either end takes the other with it. */
  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    from.pipe(to);
  }
}
