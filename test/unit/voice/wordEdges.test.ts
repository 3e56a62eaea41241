import { describe, expect, it } from 'vitest';
import { pronounce } from '../../../src/voice/chinese/pronounce.js';
import { wordEdges } from '../../../src/voice/chinese/wordEdges.js';

function words(text: string): string {
  const edges = wordEdges(text);
  return edges.map((at, index) => text.slice(at, edges.at(index + 1) ?? text.length)).join(' ');
}

describe('where Chinese words begin', () => {
  // The first two are where the segmenter of Chromium, and so of Electron, parts otherwise than that of Node.
  it.each([
    ['加强宏观调控的目标', '加强 宏观 调控 的 目标'],
    ['七国集团正式成员', '七 国 集团 正式 成员'],
    ['今天天气真好我们去公园散步吧', '今天 天气 真 好 我们 去 公园 散步 吧'],
    ['研究生命的起源', '研究 生命 的 起源'],
    ['人工智能正在改变我们的生活', '人工智能 正在 改变 我们 的 生活'],
    ['鱻龘靐', '鱻 龘 靐'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it('asks no segmenter of the runtime', () => {
    const segmenter = Intl.Segmenter;
    const text = Array.from('我们去公园散步', (character, at) => ({
      character,
      start: at,
      end: at + 1,
    }));
    const before = pronounce(text);
    try {
      Object.assign(Intl, { Segmenter: undefined });
      expect(pronounce(text)).toEqual(before);
    } finally {
      Object.assign(Intl, { Segmenter: segmenter });
    }
  });
});
