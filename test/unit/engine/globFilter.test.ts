import { expect, it } from 'vitest';
import { globFilter } from '../../../src/engine/globFilter.js';

it.each([
  ['*', 'anything/at all', true],
  ['a*', 'abc', true],
  ['a*', 'ba', false],
  ['?.mp4', '课.mp4', true],
  ['?.mp4', '🎬.mp4', true],
  ['a+b', 'a+b', true],
  ['a.c', 'abc', false],
  ['[x](y)', '[x](y)', true],
  ['OUT/*', 'out/x.mp4', true],
])('%s on %s is %s', (glob, text, matches) => {
  expect(globFilter(glob)(text)).toBe(matches);
});
