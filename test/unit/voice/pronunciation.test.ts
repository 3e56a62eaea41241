import { describe, expect, it } from 'vitest';
import { pronunciationProblem, readPronunciation } from '../../../src/core/voice/pronunciation.js';
import { soundsOfSyllable } from '../../../src/core/voice/syllable.js';

describe("a project's pronunciation", () => {
  it.each([
    ['重庆', 'chong2 qing4', { kind: 'syllables', syllables: ['chong2', 'qing4'] }],
    ['重庆', 'chóng qìng', { kind: 'syllables', syllables: ['chong2', 'qing4'] }],
    ['绿', 'lü4', { kind: 'syllables', syllables: ['lü4'] }],
    ['绿', 'lǜ', { kind: 'syllables', syllables: ['lü4'] }],
    ['HeyGem', ' hey gem ', { kind: 'respelling', text: 'hey gem' }],
    ['小米', '大米', { kind: 'respelling', text: '大米' }],
    ['GIF', '/gɪf/', { kind: 'sounds', sounds: 'ɡɪf' }],
  ])('%s as %j', (word, written, expected) => {
    expect(pronunciationProblem(word, written)).toBeUndefined();
    expect(readPronunciation(word, written)).toEqual(expected);
  });

  it.each([
    ['', 'a', { kind: 'word-empty' }],
    ['!!', 'a', { kind: 'word-empty' }],
    ['a'.repeat(101), 'a', { kind: 'word-too-long' }],
    ['a', ' ', { kind: 'empty' }],
    ['a', 'a'.repeat(201), { kind: 'too-long' }],
    ['a', '...', { kind: 'silent' }],
    ['a', '//', { kind: 'silent' }],
    ['a', '/ˈ/', { kind: 'silent' }],
    ['a', '/日/', { kind: 'no-sound', letter: '日' }],
    ['重庆', 'chong2 qinq4', { kind: 'no-syllable', syllable: 'qinq4' }],
    ['重庆', 'chong2 qing', { kind: 'no-tone', syllable: 'qing' }],
    ['重庆', 'chong qing', { kind: 'no-tone', syllable: 'chong' }],
  ])('%s as %j cannot be used', (word, written, problem) => {
    expect(pronunciationProblem(word, written)).toEqual(problem);
    expect(readPronunciation(word, written)).toBeUndefined();
  });
});

describe('a syllable of Mandarin', () => {
  it.each([
    ['zhong1', 'ꭧʊ→ŋ'],
    ['chuang2', 'ꭧʰwa↗ŋ'],
    ['shi4', 'ʂɨ↘'],
    ['zi0', 'ʦɨ'],
    ['ju3', 'ʨy↓'],
    ['xuan1', 'ɕɥɛ→n'],
    ['lv4', 'ly↘'],
    ['nüe4', 'nɥe↘'],
    ['liu2', 'ljou↗'],
    ['gui4', 'kwei↘'],
    ['lun2', 'lwə↗n'],
    ['yi1', 'i→'],
    ['you3', 'jou↓'],
    ['yuan2', 'ɥɛ↗n'],
    ['yong4', 'jʊ↘ŋ'],
    ['wu3', 'u↓'],
    ['weng1', 'wə→ŋ'],
    ['er4', 'ɚ↘'],
    ['bo1', 'pwo→'],
    ['wanr2', 'wa↗ɚ'],
    ['dianr3', 'tjɛ↓ɚ'],
    ['huir4', 'xwe↘ɚ'],
    ['de5', 'tɤ'],
  ])('%s', (pinyin, sounds) => {
    expect(soundsOfSyllable(pinyin)).toBe(sounds);
  });

  it.each(['', '4', 'zhong', 'zhong6', 'gi4', 'ji9', 'vx1', 'jo1', 'zhü1', 'abc1'])(
    '%j is none',
    (pinyin) => {
      expect(soundsOfSyllable(pinyin) === undefined).toBe(true);
    },
  );
});
