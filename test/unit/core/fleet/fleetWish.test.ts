import { describe, expect, it } from 'vitest';
import {
  parseFleetWish,
  shownQueue,
  withFleetVariables,
} from '../../../../src/core/fleet/fleetWish.js';
import { describeFailure } from '../../../../src/core/strings/describe.js';

const STORAGE = '/mnt/share';

describe('a wish for a fleet', () => {
  it('is none where nothing is said', () => {
    expect(parseFleetWish({})).toEqual({ kind: 'none' });
    expect(parseFleetWish({ queue: ' ', storage: '' })).toEqual({ kind: 'none' });
  });

  it.each([
    'redis://host',
    'redis://host:6379/2',
    'rediss://user:p%40ss@host.example.com:6380',
    'redis://:secret@[::1]:6379',
  ])('takes %s', (queue) => {
    expect(parseFleetWish({ queue: ` ${queue}\n`, storage: STORAGE })).toEqual({
      ...{ kind: 'fleet', queue, storage: STORAGE },
    });
  });

  it.each(['/mnt/share', 'Z:\\share', 'z:/share', '\\\\server\\share'])('takes %s', (storage) => {
    expect(parseFleetWish({ queue: 'redis://host', storage })).toMatchObject({ storage });
  });

  it.each([
    [{ queue: 'redis://host' }, 'fleet-without-storage'],
    [{ storage: STORAGE }, 'fleet-without-queue'],
    [{ queue: 'redis://host', storage: 'share' }, 'fleet-storage-relative'],
    [{ queue: 'redis://host', storage: './share' }, 'fleet-storage-relative'],
    [{ queue: 'redis://host', storage: 'C:share' }, 'fleet-storage-relative'],
    ...['host:6379', 'http://host', 'redis:host', 'redis://', 'redis://host/jobs', 'rack'].map(
      (queue) => [{ queue, storage: STORAGE }, 'fleet-queue-invalid'] as const,
    ),
  ] as const)('does not take %j: %s', (words, code) => {
    expect(parseFleetWish(words)).toMatchObject({ kind: 'unfit', failure: { code } });
  });

  it('is filled up from the environment, word by word', () => {
    const env = { HEYGEM_QUEUE: 'redis://:secret@host', HEYGEM_STORAGE: '/env' };
    expect(withFleetVariables({}, env)).toEqual({
      queue: 'redis://:secret@host',
      storage: '/env',
    });
    expect(withFleetVariables({ queue: '', storage: STORAGE }, env)).toEqual({
      ...{ queue: 'redis://:secret@host', storage: STORAGE },
    });
    expect(parseFleetWish(withFleetVariables({}, {}))).toEqual({ kind: 'none' });
  });
});

describe('a queue as it is shown', () => {
  it.each([
    ['redis://host:6379/2', 'redis://host:6379/2'],
    ['rediss://user:secret@host', 'rediss://host'],
    ['redis://:secret@[::1]:6379', 'redis://[::1]:6379'],
    ['redis://host?password=secret&db=1', 'redis://host'],
    ['redis://host#secret', 'redis://host'],
    ['http://user:secret@host/path', 'http://host'],
    // Passwords with signs that mean something else in an address.
    ['redis://:sec@ret@host', 'redis://host'],
    ['redis://:sec/secret@host:6379', 'redis://host:6379'],
    ['redis://user:secret#1@host', 'redis://host'],
    ['redis://secret/1@host', 'redis://host'],
    ['redis://secret?1@host', 'redis://host'],
    ['secret@host', 'host'],
    ['host:6379', 'host:6379'],
  ])('of %s has no password', (queue, shown) => {
    expect(shownQueue(queue)).toBe(shown);
  });

  it('is what a message says of it', () => {
    for (const words of [
      { queue: 'redis://:secret@host' },
      { queue: 'http://:secret@host', storage: STORAGE },
      { queue: 'redis://secret/1@host', storage: STORAGE },
    ]) {
      const wish = parseFleetWish(words);
      if (wish.kind !== 'unfit') throw new Error(wish.kind);
      const { sentence, hint } = describeFailure(wish.failure, 'en');
      expect(sentence + hint).not.toContain('secret');
      expect(sentence).toContain('://host');
    }
  });
});
