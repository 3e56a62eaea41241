import type { StudioHostMessage, StudioPageMessage } from '../../src/protocol/studio.js';

/** Milliseconds before a lost connection is tried again: longer each time, up to the last. */
const WAITS = [250, 500, 1_000, 2_000, 5_000];

export type ConnectionState = 'open' | 'lost' | 'shut-out';

/**
 * The WebSocket of a project's page, made anew whenever it is lost: after a sleep of the machine, a restart
 * of the server, a walk out of the network. What is said while there is none waits.
 */
export class Connection {
  private socket: WebSocket | undefined;
  private waiting: StudioPageMessage[] = [];
  private failures = 0;

  constructor(
    private readonly address: string,
    private readonly on: {
      readonly message: (message: StudioHostMessage) => void;
      readonly state: (state: ConnectionState) => void;
      /** Whether it is open for the first time: what was asked over another is asked again. */
      readonly opened: (again: boolean) => void;
    },
  ) {
    this.open(false);
    addEventListener('online', () => {
      this.retry();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.retry();
    });
  }

  send(message: StudioPageMessage): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
    else this.waiting.push(message);
  }

  private retry(): void {
    const state = this.socket?.readyState;
    if (state === WebSocket.OPEN || state === WebSocket.CONNECTING) return;
    this.failures = 0;
    this.open(true);
  }

  private open(again: boolean): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}${this.address}`);
    this.socket = socket;
    let opened = false;
    socket.addEventListener('open', () => {
      opened = true;
      this.failures = 0;
      this.on.state('open');
      this.on.opened(again);
      for (const message of this.waiting.splice(0)) this.send(message);
    });
    socket.addEventListener('message', ({ data }) => {
      this.on.message(JSON.parse(String(data)) as StudioHostMessage);
    });
    socket.addEventListener('close', () => {
      if (this.socket !== socket) return;
      const wait = WAITS[Math.min(this.failures, WAITS.length - 1)];
      this.failures += 1;
      this.on.state('lost');
      if (!opened) void this.ask();
      setTimeout(() => {
        if (this.socket === socket) this.open(true);
      }, wait);
    });
  }

  /** A WebSocket does not tell why it was refused; a plain request does. */
  private async ask(): Promise<void> {
    const answer = await fetch('/api/home').catch(() => undefined);
    if (answer?.status === 401) this.on.state('shut-out');
  }
}
