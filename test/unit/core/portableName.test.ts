import { describe, expect, it } from 'vitest';
import { collisionKey, outputName } from '../../../src/core/project/nameTemplate.js';
import { freshId } from '../../../src/core/project/newProject.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import {
  isReservedName,
  portableName,
  unportableStep,
} from '../../../src/core/project/portableName.js';

const DEVICES = ['CON', 'prn', 'Aux', 'NUL', 'CONIN$', 'conout$', 'COM0', 'com9', 'LPT1', 'COM¹'];
const NO_VALUES = { video: '', audio: '', videoLabel: '', audioLabel: '', title: '' };

describe('names that Windows gives to devices', () => {
  it.each(DEVICES)('are known with any ending: %s', (device) => {
    for (const name of [device, `${device}.mp4`, `${device}.tar.gz`, `${device} .wav`]) {
      expect(isReservedName(name)).toBe(true);
    }
    for (const name of [`${device}x.mp4`, `a ${device}.mp4`, `_${device}`]) {
      expect(isReservedName(name)).toBe(false);
    }
  });

  it.each(DEVICES)('are no name of an output, an id or a file that is kept: %s', (device) => {
    for (const template of [`${device}.mp4`, '{title}.mp4', '{title}.part.mp4']) {
      const name = outputName(template, { ...NO_VALUES, title: device });
      expect(isReservedName(name)).toBe(false);
    }
    expect(isReservedName(freshId(`in/${device}.wav`, 'a', new Set()))).toBe(false);
    expect(isReservedName(portableName(`${device}.srt`, 'file'))).toBe(false);
  });
});

describe('the name of an output', () => {
  it.each(['<', '>', ':', '"', '|', '?', '*', '\\', '/', '\u0001', '\n'])(
    'never holds %j',
    (sign) => {
      const name = outputName('a{title}b.mp4', { ...NO_VALUES, title: `x${sign}y` });
      expect(name).not.toContain(sign);
      expect(name).toMatch(/^ax.?yb\.mp4$/);
    },
  );

  it.each(['talk.', 'talk ', 'talk. .', 'talk\u00a0', 'talk.mp4.'])(
    'ends as on every system: %j',
    (title) => {
      expect(outputName('{title}.mp4', { ...NO_VALUES, title })).toMatch(/^talk(\.mp4)?\.mp4$/);
    },
  );

  it.each([
    ['A.mp4', 'a.mp4'],
    ['Straße.mp4', 'STRASSE.mp4'],
    ['\u00e9.mp4', 'E\u0301.mp4'],
  ])('is one with another on some system: %s and %s', (one, other) => {
    expect(collisionKey(one)).toBe(collisionKey(other));
  });
});

describe('the name of a file that somebody sends', () => {
  it.each([
    ['C:\\Users\\me\\talk.srt', 'talk.srt'],
    ['../../etc/passwd', 'passwd'],
    ['a:b?.srt', 'ab.srt'],
    ['talk.srt. . ', 'talk.srt'],
    ['..', 'file'],
    ['aux.srt', '_aux.srt'],
  ])('is safe: %j', (label, name) => {
    expect(portableName(label, 'file')).toBe(name);
  });
});

describe('a project that Windows could not have', () => {
  it.each([
    ['out', undefined],
    ['./out/../made', undefined],
    ['../out.d/é', undefined],
    ['out/aux', 'aux'],
    ['NUL.out/a', 'NUL.out'],
    ['out./a', 'out.'],
    ['out /a', 'out '],
    ['out:hidden', 'out:hidden'],
    ['wh?t', 'wh?t'],
  ])('is known by the step of its path: %s', (path, step) => {
    expect(unportableStep(path)).toBe(step);
  });

  it('is told, and made all the same', () => {
    const text = JSON.stringify({
      version: 1,
      videos: [{ id: 'v', path: 'what?.mp4' }],
      audios: [{ id: 'a', path: 'speech/NUL.wav', say: { text: 'Hello.' } }],
      matrix: {},
      output: { folder: 'out.' },
    });
    const found = parseProject(text).problems.map(({ code, severity, path }) => [
      code,
      severity,
      path,
    ]);
    expect(found).toEqual([
      ['name-unportable', 'warning', '/audios/0/path'],
      ['name-unportable', 'warning', '/output/folder'],
    ]);
  });
});
