import { describe, expect, it } from 'vitest';
import { languageName, languageTag } from '../../../../src/core/voice/languageTag.js';
import { sampleSentence } from '../../../../src/core/voice/sampleSentences.js';
import { cleanText, hasWords, isSilent } from '../../../../src/voice/own/cleanText.js';
import { kokoroVoice } from '../../../../src/voice/own/kokoroVoice.js';
import { readPlainWav, writeWav } from '../../../../src/voice/own/wav.js';

describe('languages', () => {
  it('are told as BCP 47 has them', () => {
    const told = { zh_CN: 'zh-CN', cmn: 'zh', 'en-us-nyc': 'en-US', 'en-scotland': 'en-scotland' };
    for (const [each, wanted] of Object.entries(told)) expect(languageTag(each)).toBe(wanted);
    for (const none of ['', 'x', '--', '?', '日本']) expect(languageTag(none)).toBe('');
  });

  it('have a name', () => {
    expect([languageName('de-AT', 'en'), languageName('zh-CN', 'zh')]).toEqual([
      'Austrian German',
      '中文（中国）',
    ]);
    expect([languageName('', 'en'), languageName('not a tag', 'en')]).toEqual(['', 'not a tag']);
  });

  it('have a sentence each, or their name, or English', () => {
    expect(sampleSentence('zh-CN')).toBe('你好，这就是我的声音。');
    expect(sampleSentence('zh-TW')).toContain('這');
    expect(sampleSentence('de-AT')).toMatch(/^Guten Tag/);
    expect(sampleSentence('eu')).toBe('euskara');
    const english = sampleSentence('en');
    for (const unknown of ['', 'qya', 'constructor']) expect(sampleSentence(unknown)).toBe(english);
  });
});

describe('a text for a program', () => {
  it.each([
    ['a\nb\r\nc\u2028d\te', 'a b c d e'],
    ['a\u0000b\u0001+30Sc', 'a b +30Sc'],
    ['[[rate 900]] x [[[y', '[ [rate 900]] x [ [ [y'],
    ['-v @file <speak>x</speak> & "it\'s" [ok]', '-v @file <speak>x</speak> & "it\'s" [ok]'],
    ['a\ud800b', 'a\ufffdb'],
    ['👩‍👧 你好', '👩‍👧 你好'],
    [' \n\u0007 ', ''],
  ])('%j is given as %j', (sentence, wanted) => {
    expect(cleanText(sentence)).toBe(wanted);
  });

  it('says something, or nothing', () => {
    expect(['…', '—!', '', '“”'].map(isSilent)).toEqual([true, true, true, true]);
    expect(['😀', '5', '%', '是'].map(isSilent)).toEqual([false, false, false, false]);
    expect(['😀', '5', '%', '是'].map(hasWords)).toEqual([false, true, false, true]);
  });
});

describe('voices of a Kokoro folder', () => {
  it('tell by their names what they are', () => {
    const heart = { name: 'Heart', language: 'en-US', gender: 'female' };
    expect(kokoroVoice('af_heart')).toEqual(heart);
    expect(kokoroVoice('zm_yunxi')).toEqual({ name: 'Yunxi', language: 'zh-CN', gender: 'male' });
    expect(kokoroVoice('mine')).toEqual({ name: 'mine', language: '' });
  });
});

describe('WAV', () => {
  const samples = Float32Array.from([0, 0.5, -1, 2]);
  const file = writeWav({ sampleRate: 8000, samples });

  it('is written and read, cut off at full scale', () => {
    const read = readPlainWav(file);
    expect(read?.sampleRate).toBe(8000);
    expect([...(read?.samples ?? [])]).toEqual([0, 0.5, -1, 32767 / 32768]);
  });

  it.each([0, 0xffffffff, 0x7ffff000])('whose length a pipe did not know (%i)', (length) => {
    const open = Buffer.from(file);
    open.writeUInt32LE(length, 40);
    expect(readPlainWav(open)?.samples).toHaveLength(4);
  });

  it('with chunks before its samples', () => {
    const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    const long = Buffer.concat([file.subarray(0, 36), list, file.subarray(36)]);
    expect(readPlainWav(long)?.samples).toHaveLength(4);
  });

  it.each([
    ['two channels', 22, 2],
    ['8 bits', 34, 8],
    ['24 bits', 34, 24],
    ['another coding', 20, 0x55],
  ])('of %s is left to others', (_, place, value) => {
    const other = Buffer.from(file);
    other.writeUInt16LE(value, place);
    expect(readPlainWav(other)).toBeUndefined();
  });

  it('is nothing else', () => {
    for (const size of [0, 11, 20, 36, 43]) {
      expect(readPlainWav(file.subarray(0, size))).toBeUndefined();
    }
    expect(readPlainWav(Buffer.from('ID3 and so on, long enough to be looked at'))).toBeUndefined();
  });
});
