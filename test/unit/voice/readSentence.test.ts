import { describe, expect, it } from 'vitest';
import { VOICE_ALPHABET } from '../../../src/core/voice/alphabet.js';
import type { Reading, ReadStretch } from '../../../src/core/voice/reading.js';
import { seeded } from '../../../src/core/seeded.js';
import { languageRuns } from '../../../src/voice/reading/languageRuns.js';
import { readSentence, type ReadingParts } from '../../../src/voice/reading/readSentence.js';

/** English as its letters in small, which are sounds that the voice knows. */
const parts: ReadingParts = {
  readEnglish: (text) =>
    [...text.matchAll(/(\p{L}[\p{L}'’]*|\d+)|([.,!?;:()])/gu)].flatMap(
      ({ index, 0: found, 1: word = '' }): ReadStretch[] => {
        const place = { start: index, end: index + found.length };
        if (word === '') return [{ kind: 'pause', ...place, sounds: found }];
        const space: ReadStretch = { kind: 'space', start: index, end: index, sounds: ' ' };
        return [
          ...(index > 0 ? [space] : []),
          {
            kind: 'word',
            ...place,
            sounds: `<${word.toLowerCase()}>`.replaceAll('g', 'ɡ').replace(/[^a-zɡ]/g, 'ə'),
          },
        ];
      },
    ),
};
const read = (text: string, language: 'zh-CN' | 'en-US' = 'zh-CN', own = {}): Reading =>
  readSentence(text, language, own, parts);
const sounds = (text: string, language: 'zh-CN' | 'en-US' = 'zh-CN', own = {}): string =>
  read(text, language, own)
    .map((stretch) => stretch.sounds)
    .join('');
const places = (text: string, language: 'zh-CN' | 'en-US' = 'zh-CN', own = {}): string[] =>
  read(text, language, own)
    .filter(({ kind }) => kind === 'word')
    .map(({ start, end }) => text.slice(start, end));

describe('the sounds of a sentence', () => {
  it.each([
    ['大家好，欢迎来到今天的课程。', 'ta↘ʨja→ xau↓, xwa→ni↗ŋ lai↗tau↘ ʨi→ntʰjɛ→n tɤ kʰɤ↘ꭧʰə↗ŋ.'],
    ['你好！', 'ni↗xau↓!'],
    ['这是我的女儿，她会说中文。', 'ꭧɤ↘ ʂɨ↘ wo↓ tɤ ny↓ɚ↗, tʰa→ xwei↘ ʂwo→ ꭧʊ→ŋwə↗n.'],
    ['学习语言，去玩儿吧？', 'ɕɥe↗ɕi↗ y↓jɛ↗n, ʨʰy↘ wa↗ɚ pa?'],
    ['“真的吗……”', '“ꭧə→ntɤ ma…”'],
    ['AI时代', 'ˈA ˈI ʂɨ↗tai↘'],
    ['50%的人', 'pai↓fə→nꭧɨ→u↓ʂɨ↗ tɤ ɻə↗n'],
    ['《书》（一）', '“ʂu→” (i→)'],
    ['，。！', ''],
    ['😀', ''],
    ['你好😀', 'ni↗xau↓'],
  ])('%s', (text, expected) => {
    expect(sounds(text)).toBe(expected);
  });

  it('tells where each word is written, also what is said otherwise', () => {
    expect(places('2026年，增长50%，AI和VS Code。')).toEqual([
      '2026',
      '年',
      '增长',
      '50%',
      'AI',
      '和',
      'VS',
      'Code',
    ]);
    expect(places('我\u200b有\ufe0f３ｋｍ路')).toEqual(['我\u200b', '有\ufe0f', '３ｋｍ', '路']);
    expect(places('The word 你好 means hello，ok', 'en-US')).toEqual([
      'The',
      'word',
      '你好',
      'means',
      'hello',
      'ok',
    ]);
    expect(places('我用HeyGem', 'zh-CN', { HeyGem: 'hey gem' })).toEqual(['我', '用', 'HeyGem']);
  });

  it('covers the sentence in order', () => {
    for (const text of [
      '他说 I have 3 big apples today，然后走了。',
      '下午3:30 在¥12.50的店，见 example.com！',
    ]) {
      let at = 0;
      for (const { start, end, kind } of read(text)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThanOrEqual(start);
        if (kind !== 'space') expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(at).toBe(text.length);
    }
  });

  it('reads the other language by its own rules', () => {
    expect(sounds('The word 你好 means hello.', 'en-US')).toBe(
      'ətheə əwordə ni↗xau↓ əmeansə əhelloə.',
    );
    expect(sounds('我用 machine learning 工作')).toBe('wo↓ jʊ↘ŋ əmachineə əlearninɡə kʊ→ŋʦwo↘');
  });
});

describe('hyphens, and signs beyond the usual plane', () => {
  it.each([
    'It costs $5-10 a day.',
    'A well-known state-of-the-art x-ray, 2024-2026.',
    'Call 555-1234 now - or 😀 later',
  ])('make no Chinese of English: %s', (text) => {
    const end = text.length;
    expect(languageRuns(text, 'en-US')).toEqual([{ language: 'english', start: 0, end }]);
  });

  it('are no rare Chinese character, which is Chinese', () => {
    expect(languageRuns('𠮷 is rare', 'en-US')[0]).toEqual({
      language: 'chinese',
      start: 0,
      end: 2,
    });
  });
});

describe("a project's own pronunciations", () => {
  it.each([
    ['另一个重庆', { 重庆: 'zhong4 qing4' }, 'li↘ŋ i↗kɤ↘ ꭧʊ↘ŋʨʰi↘ŋ'],
    ['单雄信', { 单: 'shan4', 单雄信: 'shàn xióng xìn' }, 'ʂa↘nɕjʊ↗ŋɕi↘n'],
    ['放GIF图', { GIF: '/ʤɪf/' }, 'fa↘ŋ ʤɪf tʰu↗'],
    ['放gif图', { GIF: '/ʤɪf/' }, 'fa↘ŋ əɡifə tʰu↗'],
    ['放Gif图', { gif: '/ʤɪf/' }, 'fa↘ŋ ʤɪf tʰu↗'],
    ['GIFT卡', { GIF: '/ʤɪf/', gif: '/ʤɪf/' }, 'əɡiftə kʰa↓'],
    ['用HeyGem', { HeyGem: 'hey gem' }, 'jʊ↘ŋ əheyə əɡemə'],
    ['小米手机', { 小米: '大米' }, 'ta↘mi↓ ʂou↓ʨi→'],
    ['你好', { 你好: 'x9 !!' }, 'ˈɛks ʨjou↓'],
    ['你好', { 你: '', 好: '/日/' }, 'ni↗xau↓'],
    ['C++好', { 'C++': '/sˈi/' }, 'sˈi xau↓'],
    ['用 VS Code 写', { 'VS Code': '/vˈi/', VS: '/s/' }, 'jʊ↘ŋ vˈi ɕje↓'],
  ])('%s %j', (text, own, expected) => {
    expect(sounds(text, 'zh-CN', own)).toBe(expected);
  });

  it('are used in English too', () => {
    expect(sounds('Say Xiaomi now', 'en-US', { xiaomi: 'xiao3 mi3' })).toBe('əsayə ɕjau↓mi↓ ənowə');
  });
});

/** What is wrong with a reading of any text. */
function faultsOf(reading: Reading, text: string): string[] {
  const isKnown = (letter: string): boolean => VOICE_ALPHABET.has(letter);
  return reading.flatMap(({ start, end, sounds: said }, at): string[] => {
    const isPlaced =
      start >= (at === 0 ? 0 : reading[at - 1].start) && end >= start && end <= text.length;
    const isSaid = said !== '' && Array.from(said).every(isKnown);
    return isPlaced && isSaid ? [] : [`${String(start)}-${String(end)} ${said}`];
  });
}

describe('whatever is written', () => {
  const ALPHABETS = [
    '重庆银行长大的地得了着还一不二两儿子女〇零年月日号个',
    '0123456789.,:/-~%+=¥$€℃㎡²°x×',
    'abcdeXYZ AI GPU é ñ ',
    '，。！？；：“”（）《》【】……——、·',
    '😀👨‍👩‍👧🇨🇳\ud800\udc00\u0000\u200b\u202e\u0301\ufe0f\n\t',
    'مرحبا שלום สวัสดี 한국어 ひらがなカタカナ Привет Ω𠮷囍㍿㈱①Ⅷ½',
  ];

  it('is read without an error, in letters that the voice knows', () => {
    const random = seeded(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
    for (let round = 0; round < 3000; round += 1) {
      const length = 1 + Math.floor(random() * 40);
      const text = Array.from({ length }, () => pick(Array.from(pick(ALPHABETS)))).join('');
      const language = pick(['zh-CN', 'en-US', 'en-GB'] as const);
      const reading = readSentence(
        text,
        language,
        { 重庆: 'chong2 qing4', ai: '/A/', 长大: 'ab cd' },
        parts,
      );
      expect(faultsOf(reading, text), JSON.stringify(text)).toEqual([]);
    }
  });

  it('takes time in proportion to the text', () => {
    for (const unit of [
      '好',
      '1',
      '1 ',
      '1.',
      '1,000',
      'a',
      'a ',
      'a.',
      '-',
      '1-',
      '一',
      '儿',
      '得',
      '长大',
      '1:',
      '/',
      '1/',
      'a@',
      'http://',
      '“',
      '$1',
      '13812345678',
      '好1',
      '😀',
    ]) {
      const before = process.cpuUsage();
      read(unit.repeat(Math.ceil(4000 / unit.length)));
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, JSON.stringify(unit)).toBeLessThan(3000);
    }
  });
});
