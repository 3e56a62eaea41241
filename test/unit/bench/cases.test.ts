import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesOf } from '../../../bench/quality/cases.js';
import { rowsNamed } from '../../../bench/quality/runQuality.js';

describe('casesOf', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'clips %20 '));
    for (const name of ['talk', 'silent', 'audio']) mkdirSync(join(folder, name));
    for (const name of ['a.mp4', 'b.mp4', 'c.webm', 'grid_x.mkv', 'notes.txt']) {
      writeFileSync(join(folder, 'talk', name), '');
    }
    writeFileSync(join(folder, 'silent', 'doll.mp4'), '');
    writeFileSync(join(folder, 'audio', 'ja_7s_48k.wav'), '');
    writeFileSync(join(folder, 'audio', 'en_read_7s.wav'), '');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('lets clips speak themselves, each with somebody else for a control', () => {
    const cases = casesOf('talk', folder);
    expect(cases.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'grid_x']);
    for (const { video, audio, other, ownLips } of cases) {
      expect(audio).toBe(video);
      expect(other.audio).not.toBe(video);
      expect(ownLips).toBe(true);
    }
  });

  it('gives faces that say nothing every recording there is, and claims no real lips', () => {
    const cases = casesOf('silent', folder);
    expect(cases.map(({ name }) => name)).toEqual(['doll x en_read_7s', 'doll x ja_7s_48k']);
    expect(cases.every(({ ownLips, identity }) => !ownLips && identity === 'doll')).toBe(true);
    expect(cases[0].other.audio).toBe(cases[1].audio);
  });

  it('needs no footage for the presenter, and says what it cannot find', () => {
    expect(casesOf('presenter', '/nowhere')).toHaveLength(2);
    expect(() => casesOf('talk', '/nowhere')).toThrow('no clips');
  });
});

it('rowsNamed keeps the order of the table and refuses what is no row', () => {
  expect(rowsNamed(['real', 'ours'])).toEqual(['ours', 'real']);
  expect(rowsNamed([]).length).toBeGreaterThan(5);
  expect(() => rowsNamed(['our'])).toThrow('no row "our"');
});
