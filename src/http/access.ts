import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Wrong tokens or passwords that are let pass within `WINDOW_MS` before nobody may try any more. */
const MOST_TRIES = 10;
const WINDOW_MS = 60_000;
/** Milliseconds for which an address that was opened but not followed stays good. */
const TICKET_MS = 10 * 60_000;

export type Entry =
  | { readonly kind: 'entered'; readonly session: string }
  | { readonly kind: 'refused' }
  /** Too many wrong ones: nothing was compared. */
  | { readonly kind: 'wait' };

/** Sessions that are remembered: of so many browsers, the last. */
const MOST_SESSIONS = 50;

/** Digests of sessions, kept over a restart of the server so that open pages find it again. */
export interface SessionMemory {
  readonly known: readonly string[];
  readonly keep: (digests: readonly string[]) => void;
}

/**
 * Who may use the server. Owns the tickets that addresses carry, each good once, the sessions that cookies
 * name, and the count of wrong tries. Only digests of sessions are ever written down.
 */
export class Access {
  private readonly tickets = new Map<string, number>();
  private readonly sessions: Set<string>;
  private wrong: number[] = [];

  /** @param password lets in whoever knows it, any number of times; undefined: only tickets do */
  constructor(
    private readonly password: string | undefined,
    private readonly memory: SessionMemory,
    private readonly now: () => number = Date.now,
  ) {
    this.sessions = new Set(memory.known);
  }

  get asksPassword(): boolean {
    return this.password !== undefined;
  }

  /** What an address is opened with: good once, and not for long. */
  ticket(): string {
    const ticket = randomBytes(24).toString('base64url');
    this.tickets.set(digest(ticket), this.now() + TICKET_MS);
    return ticket;
  }

  enter(ticket: string): Entry {
    return this.tried(() => {
      const key = digest(ticket);
      const until = this.tickets.get(key);
      this.tickets.delete(key);
      return until !== undefined && this.now() < until;
    });
  }

  enterBy(password: string): Entry {
    return this.tried(() => this.password !== undefined && same(password, this.password));
  }

  /** Whether a cookie's value names a session. */
  knows(session: string | undefined): boolean {
    return session !== undefined && this.sessions.has(digest(session));
  }

  private tried(check: () => boolean): Entry {
    const now = this.now();
    this.wrong = this.wrong.filter((at) => now - at < WINDOW_MS);
    if (this.wrong.length >= MOST_TRIES) return { kind: 'wait' };
    if (!check()) {
      this.wrong.push(now);
      return { kind: 'refused' };
    }
    const session = randomBytes(32).toString('base64url');
    this.sessions.add(digest(session));
    this.memory.keep([...this.sessions].slice(-MOST_SESSIONS));
    return { kind: 'entered', session };
  }
}

/** Only digests are compared and kept, so that time tells nothing of what would have been right. */
function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two secrets in a time that tells nothing of either. */
export function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)));
}
