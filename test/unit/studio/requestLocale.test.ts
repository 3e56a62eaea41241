import { describe, expect, it } from 'vitest';
import { requestLocale } from '../../../src/studio/requestLocale.js';

describe('the language of a request', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-US,en;q=0.9,zh;q=0.1', 'en'],
    ['en;q=0.2, zh-Hans;q=0.7', 'zh'],
    // French first, and then what we can give.
    ['fr-FR,fr;q=0.9,zh;q=0.5,en;q=0.3', 'zh'],
    ['zh;q=0,en;q=0.1', 'en'],
    // No tag of ours, though it begins as one.
    ['zhx,env', 'zh'],
    ['*', 'zh'],
    ['', 'zh'],
    [undefined, 'zh'],
    [`${'x,'.repeat(5_000)}en`, 'zh'],
    ['zh;q=nonsense,en;q=1', 'en'],
  ] as const)('%s', (header, expected) => {
    expect(requestLocale(header, 'zh')).toBe(expected);
  });
});
