import { describe, expect, it } from 'vitest';
import { parseQueueAddress } from '../../../../src/core/fleet/queueAddress.js';

describe('the address of a queue', () => {
  it('has a host, and the usual port unless told', () => {
    const read = parseQueueAddress('redis://rack');
    expect(read).toEqual({ host: 'rack', port: 6379, tls: false, database: 0 });
  });

  it('may have all the rest', () => {
    expect(parseQueueAddress('rediss://me:p%40ss%2F@[::1]:7000/3')).toEqual({
      ...{ host: '::1', port: 7000, tls: true, database: 3 },
      ...{ username: 'me', password: 'p@ss/' },
    });
    expect(parseQueueAddress('redis://:secret@h')?.password).toBe('secret');
    expect(parseQueueAddress('redis://:50%@h')?.password).toBe('50%');
  });

  it.each([
    '',
    'rack:6379',
    'http://rack',
    'redis://',
    'redis://h/x',
    'redis://h/1/2',
    'redis://h:x',
  ])('is not %j', (text) => {
    expect(parseQueueAddress(text)).toBeUndefined();
  });
});
