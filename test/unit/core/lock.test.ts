import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fingerprint, PairId } from '../../../src/core/ids.js';
import {
  type Lock,
  type LockEntry,
  parseLock,
  serializeLock,
} from '../../../src/core/plan/lock.js';

function entry(seed: string): LockEntry {
  return {
    output: `out/${seed} "é".mp4`,
    fingerprint: seed.charCodeAt(0).toString(16).repeat(32) as Fingerprint,
    bytes: 1000,
    sha256: seed.charCodeAt(0).toString(16).repeat(32),
    report: {
      frames: 200,
      passedThrough: 3,
      apertureR: 0.91,
      lagFrames: null,
      articulation: 0.8,
      provider: 'cpu',
    },
  };
}

function lockOf(...names: string[]): Lock {
  return new Map(names.map((name) => [`v+${name}` as PairId, entry(name)]));
}

/** What git makes of two changes of one lock. */
function merged(base: Lock, ours: Lock, theirs: Lock): string {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  try {
    const files = Object.entries({ ours, base, theirs }).map(([name, lock]) => {
      writeFileSync(join(folder, name), serializeLock(lock));
      return join(folder, name);
    });
    try {
      execFileSync('git', ['merge-file', '-q', ...files]);
    } catch {
      // A conflict is an exit status above 0; the markers are in the file.
    }
    return readFileSync(join(folder, 'ours'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('lock', () => {
  it('reads what it wrote, and writes it the same in any order', () => {
    const lock = lockOf('b', 'a', 'c');
    const text = serializeLock(lock);
    expect(parseLock(text)).toEqual(lock);
    expect(serializeLock(lockOf('c', 'b', 'a'))).toBe(text);
    expect(JSON.parse(text)).toMatchObject({ version: 1 });
    expect(serializeLock(parseLock(serializeLock(new Map())))).toBe(serializeLock(new Map()));
  });

  it('merges changes of neighbouring pairs without a conflict', () => {
    const base = lockOf('a', 'b', 'c');
    const change = (name: string) => new Map(base).set(`v+${name}` as PairId, entry('x'));
    const text = merged(base, change('a'), change('b'));
    expect(text).not.toContain('<<<<<<<');
    expect(parseLock(text).get('v+a' as PairId)).toEqual(entry('x'));
    expect(parseLock(text).get('v+b' as PairId)).toEqual(entry('x'));
    expect(parseLock(text).get('v+c' as PairId)).toEqual(entry('c'));
  });

  it('drops what conflicts and keeps the rest', () => {
    const base = lockOf('a', 'b', 'c', 'd');
    const ours = new Map(base).set('v+b' as PairId, entry('x'));
    const theirs = new Map(base).set('v+b' as PairId, entry('y'));
    const text = merged(base, ours, theirs);
    expect(text).toContain('<<<<<<<');
    for (const each of [text, text.replaceAll('\n', '\r\n')]) {
      expect([...parseLock(each).keys()]).toEqual(['v+a', 'v+c', 'v+d']);
    }
  });

  it('trusts neither side of a pair that both added', () => {
    const base = lockOf('a', 'd');
    const ours = new Map(lockOf('a', 'b', 'd'));
    const theirs = new Map(ours).set('v+b' as PairId, entry('y'));
    const text = merged(base, ours, theirs);
    expect(text).toContain('<<<<<<<');
    expect([...parseLock(text).keys()]).toEqual(['v+a', 'v+d']);
  });

  it.each([
    ['', 0],
    ['nonsense', 0],
    ['[]', 0],
    ['['.repeat(100_000), 0],
    ['{"version": 2, "pairs": {}}', 0],
    [serializeLock(lockOf('a', 'b')).replace('"bytes": 1000', '"bytes": -1'), 1],
    [serializeLock(lockOf('a', 'b')).replace('"bytes": 1000', '"bytes": "1000"'), 1],
    [serializeLock(lockOf('a', 'b')).replace(/"fingerprint": "6/, '"fingerprint": "G'), 1],
    // As entries were before outputs were hashed.
    [serializeLock(lockOf('a', 'b')).replace(/ *"sha256": .*\n/, ''), 1],
    [serializeLock(lockOf('a', 'b')).slice(0, -60), 1],
  ])('never throws: %.30s', (text, left) => {
    expect(parseLock(text).size).toBe(left);
  });
});
