import { describe, expect, it } from 'vitest';
import { roughTime } from '../../../src/core/strings/timeLeft.js';
import { sayIn } from '../../../src/core/strings/ui.js';
import { uiTextsEn } from '../../../src/core/strings/uiEn.js';
import { uiTextsZh } from '../../../src/core/strings/uiZh.js';
import type { RunView } from '../../../src/protocol/editorView.js';
import { Announcer } from '../../../webview/app/announcer.js';
import { FIRST_STATE, readPageState } from '../../../webview/page/pageState.js';
import { shareUnchanged } from '../../../webview/app/shareUnchanged.js';
import { clockTime } from '../../../src/core/strings/clockTime.js';
import { datesTold, fileSize } from '../../../webview/wording/measures.js';

describe('shareUnchanged', () => {
  it('keeps what is equal and takes what is not', () => {
    const before = {
      run: { done: 1 },
      pairs: [
        { id: 'a', n: [1, 2] },
        { id: 'b', n: [3] },
      ],
    };
    const after = {
      run: { done: 2 },
      pairs: [
        { id: 'a', n: [1, 2] },
        { id: 'b', n: [4] },
      ],
    };
    const shared = shareUnchanged(before, after);
    expect(shared).toEqual(after);
    expect(shared.pairs[0]).toBe(before.pairs[0]);
    expect(shared.pairs[1]).not.toBe(before.pairs[1]);
    expect(shareUnchanged(before, structuredClone(before))).toBe(before);
  });

  it('follows items by id when one is put before them or taken away', () => {
    const before = [{ id: 'a' }, { id: 'b' }];
    const grown = shareUnchanged(before, [{ id: 'z' }, { id: 'a' }, { id: 'b' }]);
    expect(grown.map(({ id }) => id)).toEqual(['z', 'a', 'b']);
    expect(grown[1]).toBe(before[0]);
    expect(shareUnchanged(before, [{ id: 'b' }])).toEqual([{ id: 'b' }]);
    expect(shareUnchanged(before, [{ id: 'b' }, { id: 'a' }])).toEqual([{ id: 'b' }, { id: 'a' }]);
  });

  it('notices a field that is gone or became undefined', () => {
    expect(shareUnchanged({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(shareUnchanged({ a: 1 }, { b: 1 })).toEqual({ b: 1 });
    expect(shareUnchanged([{}], [null])).toEqual([null]);
  });
});

describe('Announcer', () => {
  const say = sayIn('en');
  const run = (more: Partial<RunView>): RunView => ({
    ...{ running: true, done: 0, failed: 0, total: 9, fraction: 0, eta: null },
    ...more,
  });

  it('speaks at the start, at a failure, at the end, and else every 20 seconds', () => {
    const announcer = new Announcer();
    expect(announcer.next(run({ running: false }), say, 0)).toBeUndefined();
    expect(announcer.next(run({}), say, 1)).toBe('0 of 9 done');
    expect(announcer.next(run({ done: 1 }), say, 10)).toBeUndefined();
    expect(announcer.next(run({ done: 1, failed: 1 }), say, 11)).toContain('1 failed');
    expect(announcer.next(run({ done: 2, failed: 1 }), say, 30)).toBeUndefined();
    expect(announcer.next(run({ done: 3, failed: 1, eta: 90 }), say, 32)).toContain('2 min left');
    expect(announcer.next(run({ running: false, done: 8 }), say, 33)).toBe(
      '8 of 9 videos are made.',
    );
    expect(announcer.next(run({ running: false, done: 8 }), say, 99)).toBeUndefined();
  });
});

describe('saved state', () => {
  it.each([null, 'x', 7, [], { page: 'nowhere', pairs: 3, scroll: -1, singleVideo: {} }])(
    'of %j is replaced by the first state',
    (saved) => {
      expect(readPageState(saved)).toEqual(FIRST_STATE);
    },
  );
});

describe('measures', () => {
  it.each([
    [0, '0:00'],
    [65.9, '1:05'],
    [3723, '1:02:03'],
    [NaN, '0:00'],
  ])('shows %d seconds as %s', (seconds, text) => {
    expect(clockTime(seconds)).toBe(text);
  });

  it('words sizes and rough times', () => {
    expect(fileSize(12_340_000, 'en')).toBe('12.3 MB');
    expect(fileSize(0, 'en')).toBe('0 bytes');
    expect(roughTime(0, sayIn('en'))).toBe('1 s');
    expect(roughTime(3600 + 130, sayIn('zh'))).toBe('1 小时 2 分钟');
  });
});

describe('the words of the page', () => {
  it('have the same parameters in both languages', () => {
    const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, text] of Object.entries(uiTextsEn)) {
      expect(names(uiTextsZh[key as keyof typeof uiTextsEn]), key).toEqual(names(text));
    }
  });
});

describe('when several things were made', () => {
  const at = (time: string) => new Date(`2026-05-04T${time}`).getTime();

  it('is told by the second only where minutes tell nothing apart', () => {
    const apart = datesTold([at('10:05:01'), at('10:04:59')], 'en');
    expect(apart.map((text) => text.replaceAll('\u202f', ' '))).toEqual([
      'May 4, 2026, 10:05 AM',
      'May 4, 2026, 10:04 AM',
    ]);
    const close = datesTold([at('10:05:31'), at('10:05:01')], 'en');
    expect(close.map((text) => text.replaceAll('\u202f', ' '))).toEqual([
      'May 4, 2026, 10:05:31 AM',
      'May 4, 2026, 10:05:01 AM',
    ]);
  });
});
