import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../src/core/voice/sentences.js';

const texts = (text: string): string[] => sentencesOf(text).map((sentence) => sentence.text);
/** With what comes after each: `.` a sentence, `¶` a paragraph, nothing the end. */
const marked = (text: string): string =>
  sentencesOf(text)
    .map(
      (sentence) => sentence.text + { sentence: ' . ', paragraph: ' ¶ ', end: '' }[sentence.then],
    )
    .join('');

describe('the sentences of a text', () => {
  it.each([
    ['Hello. How are you? Fine!', ['Hello.', 'How are you?', 'Fine!']],
    ['Dr. Smith met Mrs. Jones.', ['Dr. Smith met Mrs. Jones.']],
    [
      'Use a tool, e.g. a saw, i.e. one with teeth.',
      ['Use a tool, e.g. a saw, i.e. one with teeth.'],
    ],
    ['Pi is 3.14 or so. Yes.', ['Pi is 3.14 or so.', 'Yes.']],
    ['He lives in the U.S. now.', ['He lives in the U.S. now.']],
    [
      'He left the U.S. The next day he came back.',
      ['He left the U.S.', 'The next day he came back.'],
    ],
    ['Take v1.0.2. See example.com. Done', ['Take v1.0.2.', 'See example.com.', 'Done']],
    ['J. K. Rowling wrote it. So do I. Then', ['J. K. Rowling wrote it.', 'So do I.', 'Then']],
    ['At 5 p.m. we go. At 6 p.m. They come.', ['At 5 p.m. we go.', 'At 6 p.m.', 'They come.']],
    ['No. 5 is alive. No. Never.', ['No. 5 is alive.', 'No.', 'Never.']],
    ['"Why?" she asked. "Stop!" He ran.', ['"Why?" she asked.', '"Stop!"', 'He ran.']],
    ['(Really?) and so on. [Yes.] Good', ['(Really?) and so on.', '[Yes.]', 'Good']],
    ['Wait... what? The end...', ['Wait... what?', 'The end...']],
    ['What?! No way!!! Ok', ['What?!', 'No way!!!', 'Ok']],
    ['See http://a.com/?q=1. Good', ['See http://a.com/?q=1.', 'Good']],
    ['你好！今天天气很好。走吗？', ['你好！', '今天天气很好。', '走吗？']],
    ['“走吧！”他说；我不去。', ['“走吧！”', '他说；', '我不去。']],
    ['《怎么办？》的作者是谁？', ['《怎么办？》的作者是谁？']],
    [
      '我……不知道。我真的什么都不知道啊……你呢？',
      ['我……不知道。', '我真的什么都不知道啊……', '你呢？'],
    ],
    ['AI时代来了.真的吗?是的', ['AI时代来了.', '真的吗?', '是的']],
    ['版本3.5很好。圆周率是3．14。', ['版本3.5很好。', '圆周率是3．14。']],
    ['1. First do this. 2. Then that.', ['1. First do this.', '2. Then that.']],
    ['مرحبا. كيف حالك؟ بخير.', ['مرحبا.', 'كيف حالك؟', 'بخير.']],
    ['Great! 🎉🎉 Next 👍.', ['Great!', '🎉🎉 Next 👍.']],
    ['Great! 🎉', ['Great!']],
    ['🎉 . ... — \n\n !?', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it.each([
    ['A heading\n\nA text.\n\nMore', 'A heading ¶ A text. ¶ More'],
    ['- apples\n- pears\n3) plums', '- apples . - pears . 3) plums'],
    ['一、苹果\n二、梨子', '一、苹果 . 二、梨子'],
    // A line that is only wrapped goes on; one of several sentences is a paragraph.
    ['it goes on,\nand on', 'it goes on, and on'],
    ['it goes\r\non', 'it goes  on'],
    ['标题\n第一句。第二句。\n第三句。', '标题 . 第一句。 . 第二句。 ¶ 第三句。'],
    ['One\u2028two\u2029Three', 'One . two ¶ Three'],
    ['Ends here.\n\n🎉\n\n', 'Ends here.'],
  ])('what comes after: %j', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('tells where each stands', () => {
    const text = '\u0000 你好。\n\n  “Hi!”\tA\u0007b\ud800c.  ';
    for (const { start, end, text: said } of sentencesOf(text)) {
      expect(said).toHaveLength(end - start);
      expect(said).toBe(text.slice(start, end).replace('\u0007', ' ').replace('\ud800', '\ufffd'));
    }
    expect(texts(text)).toEqual(['你好。', '“Hi!”', 'A b\ufffdc.']);
  });

  it('cuts what is too long to be spoken at once, at commas if there are any', () => {
    const chinese = texts('今天我们来学习，'.repeat(40));
    expect(chinese.every((part) => part.length <= 80 && part.endsWith('，'))).toBe(true);
    expect(chinese.join('')).toBe('今天我们来学习，'.repeat(40));
    const english = texts(`${'word '.repeat(30)}, ${'1,234 '.repeat(40)}`);
    expect(english.every((part) => part.length <= 200)).toBe(true);
    expect(english[0]).toMatch(/word ,$/);
    expect(english.slice(1).every((part) => /^1,234 .*1,234$/.test(part))).toBe(true);
    expect(texts('好'.repeat(200)).map(({ length }) => length)).toEqual([80, 80, 40]);
    expect(texts(`a${'👨‍👩‍👧'.repeat(200)}`).join('')).not.toContain('\ufffd');
  });

  it('takes time in proportion to the text, whatever that is', () => {
    const units = [
      'a',
      '好',
      ' ',
      '\n',
      '.',
      '. ',
      '."',
      '"',
      'a,',
      'Dr. ',
      'a\n',
      '1. ',
      '…',
      '(',
      `.${' '.repeat(99)}`,
      '- ',
      'a.b.',
    ];
    for (const unit of units) {
      const before = process.cpuUsage();
      sentencesOf(unit.repeat(Math.ceil(200_000 / unit.length)));
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, JSON.stringify(unit)).toBeLessThan(1500);
    }
  });
});
