import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  clearCache,
  hashesPath,
  listCache,
  logPath,
  pruneCache,
} from '../../../src/engine/cache.js';
import { cacheRoot } from '../../../src/engine/cacheRoot.js';
import { LogFile } from '../../../src/engine/logFile.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heygem-cache-'));
});

function entry(name: string, bytes: number, ageHours: number): string {
  const path = join(root, 'actors', name);
  mkdirSync(join(path, 'deep'), { recursive: true });
  writeFileSync(join(path, 'deep', 'data'), Buffer.alloc(bytes));
  const then = new Date(Date.now() - ageHours * 3_600_000);
  utimesSync(path, then, then);
  return path;
}

describe('the cache', () => {
  it('loses what was of use longest ago, until it fits', async () => {
    const [old, middle, young] = [entry('o', 100, 3), entry('m', 100, 2), entry('y', 100, 1)];
    expect(await pruneCache(root, 250)).toEqual({ removed: 1, freedBytes: 100, leftBytes: 200 });
    expect([old, middle, young].map((path) => existsSync(path))).toEqual([false, true, true]);
    expect(readdirSync(root)).toEqual(['actors']);
  });

  it('keeps what is in use or in the making, and removes what a dead process began', async () => {
    const used = entry('used', 1_000, 0);
    const making = entry('k.partial-ab', 1_000, 1);
    const abandoned = entry('k.partial-cd', 1_000, 48);
    expect(await pruneCache(root, 1)).toMatchObject({ removed: 1 });
    expect([used, making, abandoned].map((path) => existsSync(path))).toEqual([true, true, false]);
  });

  it('can be cleared, hashes too, but keeps the log', async () => {
    entry('a', 10, 0);
    writeFileSync(hashesPath(root), 'x');
    new LogFile(logPath(root)).write('hello');
    expect(await clearCache(root)).toMatchObject({ removed: 1, freedBytes: 10 });
    expect(await listCache(root)).toEqual([]);
    expect(existsSync(hashesPath(root))).toBe(false);
    expect(existsSync(logPath(root))).toBe(true);
  });

  it('is empty where there is none', async () => {
    expect(await listCache(join(root, 'no'))).toEqual([]);
    expect(await pruneCache(join(root, 'no'))).toMatchObject({ removed: 0 });
  });

  it('lies where each system keeps caches', () => {
    expect(cacheRoot({ HEYGEM_CACHE: '/x' }, 'linux', '/h')).toBe('/x');
    expect(cacheRoot({ XDG_CACHE_HOME: '/c' }, 'linux', '/h')).toBe('/c/heygem');
    expect(cacheRoot({ XDG_CACHE_HOME: 'relative' }, 'linux', '/h')).toBe('/h/.cache/heygem');
    expect(cacheRoot({}, 'darwin', '/h')).toBe('/h/Library/Caches/heygem');
    expect(cacheRoot({ LOCALAPPDATA: '/l' }, 'win32', '/h')).toContain('heygem');
  });
});

describe('the log', () => {
  it('is rotated by size and keeps three old ones', () => {
    const log = new LogFile(join(root, 'logs', 'a.log'), 200);
    for (let line = 0; line < 60; line += 1) log.write(`line ${line} ${'x'.repeat(40)}`);
    expect(readdirSync(join(root, 'logs')).sort()).toEqual([
      'a.log',
      'a.log.1',
      'a.log.2',
      'a.log.3',
    ]);
  });

  it('never throws', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => {
      new LogFile(join(root, 'file', 'a.log')).write('x');
    }).not.toThrow();
  });
});
