import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { ProgressSnapshot } from '../../../src/core/progress/jobEvents.js';
import { terminalLocale } from '../../../src/cli/terminalLocale.js';
import { buildProgram } from '../../../src/cli/program.js';
import { exitCodeOf, exitCodeOfCounts } from '../../../src/cli/exitCodes.js';
import { checkingLine } from '../../../src/cli/checkProgress.js';
import { cut, progressLine } from '../../../src/cli/terminalReporter.js';
import {
  colorText,
  byteCount,
  clockTime,
  faceChoice,
  keptCount,
  onOrOff,
  settingNumber,
  settingText,
} from '../../../src/cli/values.js';

describe('values of options', () => {
  it('takes numbers within the bounds of a setting', () => {
    expect(settingNumber('strength')('0.5')).toBe(0.5);
    for (const text of ['', ' ', 'x', '-1', '99', 'NaN', 'Infinity', '1,5']) {
      expect(() => settingNumber('strength')(text)).toThrow(/from 0 to 3/);
    }
    expect(() => settingNumber('crf')('17.5')).toThrow(/whole number/);
  });

  it('takes a line of text within the bounds of a setting', () => {
    const most = '😀'.repeat(120);
    for (const text of ['', '课程公司 "A&B"', most]) {
      expect(settingText('producer')(text)).toBe(text);
    }
    for (const text of ['a\nb', 'a\u0000', '\u202eevil', 'a\u2028b', `${most}x`]) {
      expect(() => settingText('producer')(text)).toThrow(/one line of at most 120/);
    }
  });

  it('takes how many earlier results are kept', () => {
    expect([keptCount('0'), keptCount('20')]).toEqual([0, 20]);
    for (const text of ['', '21', '-1', '1.5', 'true']) {
      expect(() => keptCount(text)).toThrow(/from 0 to 20/);
    }
  });

  it('takes on and off and nothing else', () => {
    expect([onOrOff('on'), onOrOff('off')]).toEqual([true, false]);
    for (const text of ['', 'yes', 'false', 'On']) expect(() => onOrOff(text)).toThrow(/on or off/);
  });

  it('takes a colour with or without its sign, and nothing else', () => {
    expect([colorText('#1E90ff'), colorText('00ff00')]).toEqual(['#1e90ff', '#00ff00']);
    for (const text of ['', '#', 'blue', '#12345', '#1234567', '#gg0000']) {
      expect(() => colorText(text)).toThrow(/a colour such as/);
    }
  });

  it('takes a face as x,y or x,y@seconds', () => {
    expect(faceChoice('0.5,0.25')).toEqual({ x: 0.5, y: 0.25, time: 0 });
    expect(faceChoice('.5,1@12.5')).toEqual({ x: 0.5, y: 1, time: 12.5 });
    for (const text of ['', '5', '2,0', '0,-1', '0,0@', '1.2.3,0', '.,.']) {
      expect(() => faceChoice(text)).toThrow(/x,y/);
    }
  });

  it('takes times as clocks and editors show them', () => {
    const times = { '12.5': 12.5, '90': 90, '1:05.25': 65.25, '1:02:03.5': 3723.5, ' 0 ': 0 };
    for (const [text, seconds] of Object.entries(times)) expect(clockTime(text)).toBe(seconds);
    for (const text of ['', '-1', '1:60', '1:70:00', ':5', '1:', '1:2:3:4', '1e3', '5s', 'NaN']) {
      expect(() => clockTime(text), text).toThrow(/1:05\.25/);
    }
  });

  it('takes sizes', () => {
    expect(byteCount('500M')).toBe(500 * 2 ** 20);
    expect(byteCount('1.5GiB')).toBe(1.5 * 2 ** 30);
    expect(byteCount('7')).toBe(7);
    expect(() => byteCount('lots')).toThrow(/10G/);
  });
});

describe('the studio', () => {
  const told = async (...args: string[]) => {
    const heard: unknown[] = [];
    const program = buildProgram(
      '0',
      () => Promise.resolve(),
      (folder, options) => {
        heard.push([folder, options]);
        return Promise.resolve();
      },
    );
    await program.parseAsync(['studio', ...args], { from: 'user' });
    return heard[0];
  };

  it('is told of settings only where the command line says them', async () => {
    const bare = { port: 7860, host: '127.0.0.1', open: true };
    expect(await told()).toEqual(['.', bare]);
    expect(await told('x', '--parallel', '2', '--provider', 'cpu', '--trust')).toEqual([
      'x',
      { ...bare, parallel: 2, provider: 'cpu', trust: true },
    ]);
  });
});

describe('the terminal', () => {
  const snapshot: ProgressSnapshot = {
    jobs: [
      {
        id: 'a' as JobId,
        state: {
          kind: 'running',
          attempt: 1,
          progress: { stage: 'render', done: 120, total: 250, rate: 24.06 },
        },
        fraction: 0.5,
        eta: 5.4,
      },
    ],
    ...{ total: 6, queued: 2, running: 1, done: 2, skipped: 1, failed: 0, cancelled: 0 },
    fraction: 0.42,
    eta: 31.2,
  };

  it('shows bar, counts, job, stage, speed and the time left in one line', () => {
    expect(progressLine(snapshot, new Map([['a' as JobId, 'talk.mp4']]), { locale: 'en' })).toBe(
      '[##########--------------] 42 %  3/6  talk.mp4  drawing 120/250  24.1/s  0:31',
    );
  });

  it('shows which input is checked, and how far all are', () => {
    const progress = { number: 3, total: 12, name: 'talk.mp4', fraction: 0.2 };
    expect(checkingLine(progress, { locale: 'en' })).toBe(
      '[####--------------------] 20 %  3/12  checking talk.mp4',
    );
    expect(checkingLine({ ...progress, total: 1 }, { locale: 'zh' })).toBe(
      '[####--------------------] 20 %  正在检查 talk.mp4',
    );
  });

  it('cuts by cells and lets no control character through', () => {
    expect(cut('课程一.mp4', 5)).toBe('课程');
    expect(cut('\x1b[2Jred\n', 10)).toBe('\\u001b[2Jr');
  });

  it('speaks the language it is set to', () => {
    expect(terminalLocale({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(terminalLocale({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(terminalLocale({})).toBe('en');
  });
});

it('maps outcomes to exit codes', () => {
  expect(exitCodeOf('usage')).toBe(2);
  expect(exitCodeOf('cancelled')).toBe(130);
  expect(exitCodeOf('no-face')).toBe(1);
  expect(exitCodeOfCounts({ failed: 0, cancelled: 0 }, false)).toBe(0);
  expect(exitCodeOfCounts({ failed: 0, cancelled: 0 }, true)).toBe(0);
  expect(exitCodeOfCounts({ failed: 1, cancelled: 0 }, false)).toBe(1);
  // Given up, as when the disk is full, is not interrupted.
  expect(exitCodeOfCounts({ failed: 1, cancelled: 3 }, false)).toBe(1);
  expect(exitCodeOfCounts({ failed: 1, cancelled: 1 }, true)).toBe(130);
});
