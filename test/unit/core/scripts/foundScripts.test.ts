import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/core/scripts/decodeText.js';
import { findScripts, isScriptFile } from '../../../../src/core/scripts/foundScripts.js';
import { controlsIn, plainScript } from '../../../../src/core/scripts/plainScript.js';
import { speakingTime } from '../../../../src/core/scripts/speakingTime.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const wide = (text: string, little: boolean, mark = true) => {
  const whole = `${mark ? '\ufeff' : ''}${text}`;
  const units = Array.from(whole, (_, at) => whole.charCodeAt(at)).flatMap((code) => {
    return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
  });
  return Uint8Array.from(units);
};
/** 你好。 in GBK. */
const GBK = Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3, 0xa1, 0xa3]);

describe('text of a file', () => {
  it.each([
    ['UTF-8', utf8('Grüß dich, 你好'), 'Grüß dich, 你好', 'utf-8'],
    ['UTF-8 with a mark', utf8('\ufeffHi'), 'Hi', 'utf-8'],
    ['UTF-16', wide('Hi 你', true), 'Hi 你', 'utf-16'],
    ['UTF-16, big first', wide('Hi 你', false), 'Hi 你', 'utf-16'],
    ['UTF-16 without a mark', wide('Hello you', true, false), 'Hello you', 'utf-16'],
    ['GBK', GBK, '你好。', 'gb18030'],
    ['Western European', Uint8Array.from([0x63, 0x61, 0x66, 0xe9]), 'café', 'windows-1252'],
    ['Windows line ends', utf8('a\r\nb\rc'), 'a\nb\nc', 'utf-8'],
    ['nothing', utf8(''), '', 'utf-8'],
  ])('in %s is read', (_, bytes, text, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it('is not seen in a picture', () => {
    expect(decodeText(Uint8Array.from([0x89, 0x50, 0, 0, 0, 13, 0x49]))).toBeUndefined();
  });
});

describe('scripts among files', () => {
  it('are named by their files, and empty ones are told', () => {
    const found = findScripts([
      { name: 'course/Lesson 1.txt', bytes: utf8('Hello.\r\nYou.\u0007\n') },
      { name: 'course/Lesson 2.txt', bytes: utf8(' \n 。…\n') },
      { name: 'course/image.txt', bytes: Uint8Array.from([1, 0, 0, 2, 0]) },
      { name: 'long.txt', bytes: utf8('a'.repeat(200_001)) },
    ]);
    expect(found.scripts).toEqual([
      {
        ...{ name: 'Lesson 1', text: 'Hello.\nYou.', said: 'Hello.\nYou.' },
        ...{ origin: 'Lesson 1.txt', encoding: 'utf-8' },
      },
    ]);
    expect(found.leftOut.map(({ name, why }) => [name, why])).toEqual([
      ['Lesson 2', 'empty'],
      ['image', 'no-text'],
      ['long', 'too-long'],
    ]);
  });

  it('come many from a table, numbered where they have no name', () => {
    const bytes = utf8('text\n"One, two."\n""\nThree.');
    const found = findScripts([{ name: 'talks.csv', bytes }]);
    expect(found.scripts.map(({ name, text }) => [name, text])).toEqual([
      ['talks 1', 'One, two.'],
      ['talks 2', 'Three.'],
    ]);
    const named = findScripts([{ name: 'talks.csv', bytes: utf8('name,text\nA,\nB,Bye.') }]);
    expect(named.scripts).toHaveLength(1);
    expect(named.leftOut).toEqual([{ name: 'A', origin: 'talks.csv', why: 'empty' }]);
  });

  it('are taken without the marks of their format, but for those whose times are kept', () => {
    const srt = '1\n00:00:01,000 --> 00:00:02,000\nHello.\n';
    const found = findScripts([
      { name: 'a.md', bytes: utf8('# Lesson\n\nSay **this**.') },
      { name: 'b.srt', bytes: utf8(srt) },
    ]);
    expect(found.scripts.map(({ text }) => text)).toEqual(['Lesson\n\nSay this.', srt.trim()]);
    expect(found.scripts[1]).toMatchObject({ said: 'Hello.', timed: true });
  });

  it('stay the files that they are in the project, unless a reader would not read them', () => {
    const file = { name: 'a.md', path: 'scripts/a.md' };
    expect(findScripts([{ ...file, bytes: utf8('Hi.') }]).scripts[0].path).toBe('scripts/a.md');
    expect(findScripts([{ ...file, bytes: GBK }]).scripts[0]).toMatchObject({
      text: '你好。',
      encoding: 'gb18030',
    });
    expect(findScripts([{ ...file, bytes: GBK }]).scripts[0].path).toBeUndefined();
    expect(findScripts([{ name: 'b.txt', bytes: utf8('Hi') }]).scripts[0].timed).toBe(undefined);
  });

  it.each([
    ['a.MD', true],
    ['a.csv', true],
    ['a.vtt', true],
    ['a.docx', false],
    ['md', false],
  ])('%s: %s', (name, is) => {
    expect(isScriptFile(name)).toBe(is);
  });
});

describe('a script that is written down', () => {
  it('loses control characters and nothing else', () => {
    const text = 'a\u0000b\u001b[31m\tc\r\nd\u007f👩‍👧 שלום <b>&amp;</b>';
    expect(plainScript(text)).toBe('ab[31m\tc\nd👩‍👧 שלום <b>&amp;</b>');
    expect(controlsIn(text)).toBe(3);
    expect(controlsIn('plain\r\n')).toBe(0);
  });
});

describe('the speaking time', () => {
  const of = (text: string, sentences = 1, paragraphs = 1, speed = 1) =>
    speakingTime({ text, sentences, paragraphs, speed });

  it('is about what a person needs', () => {
    // 150 words a minute.
    const english = 'The quick brown fox jumps over the lazy dog near the river bank. '.repeat(12);
    expect(of(english, 12)).toBeGreaterThan(50);
    expect(of(english, 12)).toBeLessThan(75);
    // 250 characters a minute.
    const chinese = '今天我们来学习如何安全地使用这台机器。'.repeat(14);
    expect(of(chinese, 14)).toBeGreaterThan(52);
    expect(of(chinese, 14)).toBeLessThan(80);
  });

  it('is nothing for nothing, less when quicker, more with pauses', () => {
    expect(of('', 0, 0)).toBe(0);
    expect(of('Hello there', 1, 1, 2)).toBeLessThan(of('Hello there'));
    expect(of('Hi. You.', 2, 2)).toBeGreaterThan(of('Hi. You.', 2, 1));
  });
});
