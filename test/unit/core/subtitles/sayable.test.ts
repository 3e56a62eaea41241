import { describe, expect, it } from 'vitest';
import { isSayable } from '../../../../src/core/subtitles/sayable.js';

describe('isSayable', () => {
  it.each([
    ['a hurried sentence', 'The quick brown fox jumps over the lazy dog. ', 1, 1, true],
    ['hurried Chinese', '同一段视频可以说全新的话，', 1, 1.2, true],
    ['one word of a click', 'Hello and welcome', 1, 0.1, true],
    ['a chapter in five seconds', 'Too much text for five seconds. ', 600, 5, false],
    ['Chinese of minutes in five seconds', '同一段视频可以说全新的话，', 100, 5, false],
    ['a chapter in its time', 'Not too much text for its time. ', 600, 1200, true],
  ])('tells whether there was time for %s', (_, text, times, seconds, expected) => {
    expect(isSayable(text.repeat(times), seconds)).toBe(expected);
  });
});
