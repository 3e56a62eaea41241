import { describe, expect, it } from 'vitest';
import { fill } from '../../../src/core/strings/describe.js';
import { plainJson, plainLine, plainLines } from '../../../src/core/strings/plainText.js';

describe('text from a file', () => {
  it.each([
    [
      '\u001b]0;PWNED\u0007\u001b[2Jall is well\n',
      '\\u001b]0;PWNED\\u0007\\u001b[2Jall is well\\n',
    ],
    ['a\rb\tc\u0000\u007f', 'a\\rb\\tc\\u0000\\u007f'],
    ['\u009b31m\u0085', '\\u009b31m\\u0085'],
    ['4pm.\u202egpj', '4pm.\\u202egpj'],
    ['\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069', ''],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['\ud800x\udc00', '\\ud800x\\udc00'],
  ])('%j cannot do anything', (text, shown) => {
    const plain = plainLine(text);
    if (shown !== '') expect(plain).toBe(shown);
    expect(plain).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(`"${plain}"`)).toBe(text);
  });

  it.each([
    '李老师 第一课.mp4',
    'مرحبا بالعالم',
    'שלום',
    'می\u200cخواهم',
    '👩\u200d🏫 🎬',
    'naïve “x”',
    '',
  ])('stays as it is where it is only letters: %s', (text) => {
    expect(plainLine(text)).toBe(text);
    expect(plainLines(text)).toBe(text);
  });

  it('keeps its lines where several are expected', () => {
    expect(plainLines('a\r\nb\n\tc\rd\u001b[K')).toBe('a\nb\n\tc\\rd\\u001b[K');
  });

  it('is the same value in JSON', () => {
    const value = { path: 'a\u202eb\u009b\ud800"\\ 项目', list: ['\n'] };
    expect(plainJson(value)).toMatch(/^[^\p{Cc}\p{Cs}\u202e]*$/u);
    expect(JSON.parse(plainJson(value))).toEqual(value);
  });

  it('cannot break out of a sentence', () => {
    const sentence = fill('{path} is empty.\nReally.', { path: 'x\n\u001b[2Jy' });
    expect(sentence).toBe('x\\n\\u001b[2Jy is empty.\nReally.');
  });
});
