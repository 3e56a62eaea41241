import { beforeEach, describe, expect, it } from 'vitest';
import { Access } from '../../../src/http/access.js';

let kept: readonly string[];
let now: number;
beforeEach(() => {
  kept = [];
  now = 0;
});

function accessOf(password?: string, known: readonly string[] = []): Access {
  const memory = { known, keep: (digests: readonly string[]) => (kept = digests) };
  return new Access(password, memory, () => now);
}

function sessionOf(entry: ReturnType<Access['enter']>): string {
  if (entry.kind !== 'entered') throw new Error(entry.kind);
  return entry.session;
}

describe('Access', () => {
  it('lets a ticket in once, and not when it is old', () => {
    const access = accessOf();
    const ticket = access.ticket();
    expect(access.knows(sessionOf(access.enter(ticket)))).toBe(true);
    expect(access.enter(ticket).kind).toBe('refused');
    const old = access.ticket();
    now += 11 * 60_000;
    expect(access.enter(old).kind).toBe('refused');
  });

  it('knows a session again after a restart, and keeps no session itself', () => {
    const session = sessionOf(accessOf('secret').enterBy('secret'));
    expect(kept).toHaveLength(1);
    expect(kept.join()).not.toContain(session);
    expect(accessOf(undefined, kept).knows(session)).toBe(true);
    expect(accessOf(undefined, kept).knows(kept[0])).toBe(false);
  });

  it('compares nothing any more after ten wrong tries, for a minute', () => {
    const access = accessOf('secret');
    for (let n = 0; n < 10; n += 1) expect(access.enterBy('guess').kind).toBe('refused');
    expect(access.enterBy('secret').kind).toBe('wait');
    now += 60_001;
    expect(access.enterBy('secret').kind).toBe('entered');
  });

  it('lets nobody in by a password that there is not', () => {
    for (const word of ['', 'undefined']) expect(accessOf().enterBy(word).kind).toBe('refused');
    expect(accessOf().knows(undefined)).toBe(false);
    expect(accessOf().knows('')).toBe(false);
  });
});
