import { describe, expect, it } from 'vitest';
import { webOrigin } from '../../../src/core/webOrigin.js';
import { OwnNames } from '../../../src/http/ownNames.js';

const PASSED_ON = 'https://7860.example.com';

function names(...passedOn: string[]): OwnNames {
  const own = new OwnNames('http', new Set(['localhost:7860', '127.0.0.1:7860']));
  for (const origin of passedOn) own.passOn(origin);
  return own;
}

describe('the names of a studio', () => {
  it('are its own until it is passed on', () => {
    expect(names().hasHost('LOCALHOST:7860')).toBe(true);
    expect(names().isOwn('http://localhost:7860', 'localhost:7860')).toBe(true);
    expect(names().hasHost('7860.example.com')).toBe(false);
    expect(names().isOwn(PASSED_ON, '7860.example.com')).toBe(false);
    expect(names().isOwn(PASSED_ON, 'localhost:7860')).toBe(false);
  });

  it('are then one more, whichever of the two headers is rewritten on the way', () => {
    const own = names(PASSED_ON);
    expect(own.hasHost('7860.example.com')).toBe(true);
    expect(own.isOwn(PASSED_ON, '7860.example.com')).toBe(true);
    expect(own.isOwn(PASSED_ON, 'localhost:7860')).toBe(true);
    expect(own.isOwn('http://localhost:7860', 'localhost:7860')).toBe(true);
  });

  it.each(['example.com', '7861.example.com', 'x.7860.example.com', '7860.example.com:443', ''])(
    'are not %j',
    (host) => {
      expect(names(PASSED_ON).hasHost(host)).toBe(false);
    },
  );

  it.each(['http://7860.example.com', 'https://example.com', 'null', '', undefined])(
    'have no pages of %j',
    (origin) => {
      expect(names(PASSED_ON).isOwn(origin, '7860.example.com')).toBe(false);
      expect(names(PASSED_ON).isOwn(origin, 'localhost:7860')).toBe(false);
    },
  );
});

describe('webOrigin', () => {
  it.each([
    ['https://7860.Example.com/', 'https://7860.example.com'],
    ['http://localhost:7861', 'http://localhost:7861'],
    ['https://a.b:443', 'https://a.b'],
    ['http://[::1]:80', 'http://[::1]'],
  ])('of %s is %s', (text, origin) => {
    expect(webOrigin(text)).toBe(origin);
  });

  it.each([
    ...['https://*.example.com', 'https://*', 'example.com', '*', '', 'file:///etc/passwd'],
    ...['https://a.b/path', 'https://user@a.b', 'https://a.b/?x', 'ws://a.b', 'https://a b'],
  ])('of %j is none', (text) => {
    expect(webOrigin(text)).toBeUndefined();
  });
});
