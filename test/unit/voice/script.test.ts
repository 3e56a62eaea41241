import { describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import { placeInFile } from '../../../src/core/voice/saidText.js';
import { LONGEST_SCRIPT, readScript, scriptFormat } from '../../../src/core/voice/script.js';

const said = (text: string, format: 'txt' | 'md' | 'srt' = 'md'): string[] =>
  readScript(text, format).sentences.map((sentence) => sentence.text);

describe('a script', () => {
  it.each([
    ['# Title #\n\nSome *text* and **more**.', ['Title', 'Some text and more.']],
    ['Title\n=====\nText\n---\nEnd', ['Title', 'Text', 'End']],
    ['- one\n- [x] two\n* three', ['one', 'two', 'three']],
    ['1. one\n2. two', ['1. one', '2. two']],
    [
      'See [the page](http://x.y/z(1) "t") and [that][1].\n\n[1]: http://x',
      ['See the page and that.'],
    ],
    ['A ![picture](a.png) here. [![badge](b)](c)', ['A  here.']],
    ['See <https://a.com> now', ['See https://a.com now']],
    ['Before\n```js\nlet a = "said?";\n```\nAfter', ['Before', 'After']],
    ['Before\n~~~~\n```\n~~~~\nAfter `npm i`.', ['Before', 'After npm i.']],
    ['Text\n\n    code\n\nMore', ['Text', 'More']],
    ['- item\n\n    goes on', ['item', 'goes on']],
    ['| a | b |\n|---|:-:|\n| 1 | 2 |\n\nAfter', ['After']],
    ['---\ntitle: x\n---\nText', ['Text']],
    ['<!-- not\nthis --> That <b>bold</b><br>line', ['That bold line']],
    ['<script>\nno()\n</script>\nYes <kbd>Ctrl</kbd>', ['Yes Ctrl']],
    ['Text[^1] here.\n\n[^1]: A note\n  of two lines\nEnd', ['Text here.', 'End']],
    ['> quoted\n> text', ['quoted text']],
    ['这是**重点**内容，~~不要~~。', ['这是重点内容，不要。']],
    ['2 * 3 = 6, snake_case, 5*3, a\\*b, x==y', ['2 * 3 = 6, snake_case, 5*3, a*b, x==y']],
    ['AT&amp;T &#20320;&#x597D; &lt;b&gt;', ['AT&T 你好 <b>']],
    ['one\ntwo  \nThree', ['one two', 'Three']],
    ['[brackets] stay, (these) too', ['[brackets] stay, (these) too']],
  ])('Markdown %j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it('tells where what is said stands in the file', () => {
    const text =
      '\ufeff---\r\na: b\r\n---\r\n# 标题\r\n\r\nSome **bold** [link](http://x) &amp; more.\r\n';
    const { said: all, sentences, pieces } = readScript(text, 'md');
    const place = (word: string): string => {
      const at = all.indexOf(word);
      const found = placeInFile(pieces, at, at + word.length);
      return text.slice(found?.start, found?.end);
    };
    expect(['标题', 'bold', 'link', 'more.'].map(place)).toEqual(['标题', 'bold', 'link', 'more.']);
    expect(place('Some bold link')).toBe('Some **bold** [link');
    expect(sentences.map(({ start, end }) => all.slice(start, end))).toEqual([
      '标题',
      'Some bold link & more.',
    ]);
    expect(placeInFile(pieces, all.indexOf('&'), all.indexOf('&') + 1)).toBeUndefined();
  });

  it('reads the same whatever kind of line breaks a file has', () => {
    const lines = ['\ufeffOne line', 'goes on.', '', 'Two', 'three.'];
    const [unix, windows] = ['\n', '\r\n'].map((lineBreak) =>
      readScript(lines.join(lineBreak), 'txt'),
    );
    expect(windows.sentences).toEqual(unix.sentences);
    expect(unix.sentences.map(({ text }) => text)).toEqual(['One line goes on.', 'Two three.']);
    const last = windows.sentences[1];
    expect(placeInFile(windows.pieces, last.start, last.end)).toEqual({ start: 23, end: 34 });
  });

  it('keeps the times of subtitles', () => {
    const srt =
      '1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>你好，</i>\r\n世界。\r\n\r\n2\r\n00:01:03,000 --> 00:01:04,000\r\n- Two. Three\r\n';
    const script = readScript(srt, 'srt');
    expect(
      script.cues.map(({ from, to, start, end }) => [from, to, script.said.slice(start, end)]),
    ).toEqual([
      [1, 2.5, '你好，世界。'],
      [63, 64, 'Two. Three'],
    ]);
    expect(script.sentences.map(({ text }) => text)).toEqual(['你好，世界。', 'Two.', 'Three']);
    expect(said('WEBVTT\n\n00:01.000 --> 00:02.000\nHi', 'srt')).toEqual(['Hi']);
    const entities = 'WEBVTT\n\n00:01.000 --> 00:02.000\nTom &amp; Ann <00:01.500>&lt;3';
    expect(said(entities, 'srt')).toEqual(['Tom & Ann <3']);
    const close = '1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo';
    expect(readScript(close, 'srt').cues.map(({ from, text }) => [from, text])).toEqual([
      [1, 'One'],
      [3, 'Two'],
    ]);
  });

  it.each([
    ['', 'txt', 'script-empty'],
    ['\ufeff \u0000\n 🎉 …', 'txt', 'script-empty'],
    ['```\ncode\n```\n<!-- x -->', 'md', 'script-empty'],
    ['nothing', 'srt', 'script-empty'],
  ] as const)('%j cannot be said', (text, format, code) => {
    const thrown = (): unknown => {
      try {
        return readScript(text, format, 'x.md');
      } catch (error) {
        return error;
      }
    };
    const error = thrown();
    expect(error).toBeInstanceOf(HeygemError);
    expect(error).toMatchObject({ code, params: { name: 'x.md' } });
  });

  it('is no longer than the limit', () => {
    const tooLong = 'a'.repeat(LONGEST_SCRIPT + 1);
    expect(() => readScript(tooLong, 'txt', 'x.md')).toThrow('script-too-long');
    expect(readScript(tooLong.slice(1), 'txt').said).toHaveLength(LONGEST_SCRIPT);
  });

  it('takes time in proportion to the text, whatever that is', () => {
    const units = [
      '[',
      '[a](',
      '![',
      '`a',
      '<a ',
      '*',
      '_a',
      '&',
      '[a]: b\n',
      '<!--',
      '> ',
      '|a|\n|-|\n',
      '- a\n',
      '```\n',
      '<pre>\n',
      '](',
      '((',
      '\\',
      '# a\n',
      '<b>x</b>',
      '==a ',
      '**a** ',
    ];
    for (const unit of units) {
      const before = process.cpuUsage();
      try {
        readScript(unit.repeat(Math.floor(LONGEST_SCRIPT / unit.length)), 'md');
      } catch (error) {
        expect(error).toMatchObject({ code: 'script-empty' });
      }
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, JSON.stringify(unit)).toBeLessThan(3000);
    }
  });

  it('tells a format by a file name', () => {
    const names = ['a.md', 'b.Markdown', 'c.TXT', 'd.srt', 'e.vtt', 'f.docx', 'md'];
    expect(names.map(scriptFormat)).toEqual([
      'md',
      'md',
      'txt',
      'srt',
      'vtt',
      undefined,
      undefined,
    ]);
  });
});
