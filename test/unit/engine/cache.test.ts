import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { HashCache } from '../../../src/core/plan/hashCache.js';
import {
  clearableKinds,
  clearCache,
  hashesPath,
  listCache,
  logPath,
  pruneCache,
} from '../../../src/engine/cache.js';
import { TAG_FILE } from '../../../src/engine/cacheContent.js';
import { CACHE_KINDS } from '../../../src/engine/cacheKinds.js';
import { openCache } from '../../../src/engine/cachePlace.js';
import { cacheRoot } from '../../../src/engine/cacheRoot.js';
import { LogFile } from '../../../src/engine/logFile.js';

const HOUR_MS = 3_600_000;
const DAY = 24;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heygem-cache-'));
  openCache(root);
});

/** A folder with one file deep in it, all of one age. */
function folder(name: string, bytes: number, ageHours: number): string {
  const path = join(root, name);
  mkdirSync(join(path, 'deep'), { recursive: true });
  writeFileSync(join(path, 'deep', 'data'), Buffer.alloc(bytes));
  const then = new Date(Date.now() - ageHours * HOUR_MS);
  for (const each of ['deep/data', 'deep', '.']) utimesSync(join(path, each), then, then);
  return path;
}

const actor = (digit: string, bytes: number, ageHours: number, end = '') =>
  folder(`actors/${digit.repeat(40)}${end}`, bytes, ageHours);

const there = (paths: readonly string[]) => paths.map((path) => existsSync(path));

describe('the cache', () => {
  it('tells beforehand what clearing it removes, and how much', async () => {
    actor('a', 100, 3);
    actor('b', 50, 2);
    folder(`stills/${'c'.repeat(32)}`, 10, 1);
    // In the making now.
    actor('d', 1000, 0, '.partial-abcdef');
    const kinds = await clearableKinds(root);
    expect(kinds).toEqual([
      { kind: 'actors', count: 2, bytes: 150 },
      { kind: 'stills', count: 1, bytes: 10 },
    ]);
    expect(await clearCache(root)).toMatchObject({ removed: 3, freedBytes: 160, inUse: 1 });
    expect(await clearableKinds(root)).toEqual([]);
  });

  it('loses what was of use longest ago, until it fits', async () => {
    const all = [actor('a', 100, 3), actor('b', 100, 2), actor('c', 100, 1)];
    // What a link leads to is neither of the cache nor in it.
    symlinkSync(tmpdir(), join(all[2], 'deep', 'link'));
    expect(await pruneCache(root, 250)).toEqual({ removed: 1, freedBytes: 100, leftBytes: 200 });
    expect(there(all)).toEqual([false, true, true]);
    expect(readdirSync(root).sort()).toEqual([TAG_FILE, 'actors']);
  });

  it('keeps what is in use or in the making, and removes what a dead process began', async () => {
    const used = actor('a', 1_000, 0);
    const making = actor('b', 1_000, 1, '.partial-Ab12Cd');
    const abandoned = actor('c', 1_000, 2 * DAY, '.partial-Ab12Cd');
    const slow = actor('d', 1_000, 2 * DAY, '.partial-Ab12Cd');
    // The folder is old, but something is still being written in it.
    writeFileSync(join(slow, 'deep', 'data'), 'more');
    expect(await pruneCache(root, 1)).toMatchObject({ removed: 1 });
    expect(there([used, making, abandoned, slow])).toEqual([true, true, false, true]);
  });

  it('forgets what was tried after a day, and gives it a twentieth until then', async () => {
    const tries = [1, 2, 3].map((n) => folder(`tries/${`${n}`.repeat(32)}`, 30, 5 - n));
    const old = folder(`tries/${'4'.repeat(32)}`, 1, 2 * DAY);
    const learnt = actor('a', 100, 9);
    expect(await pruneCache(root, 1_000)).toMatchObject({ removed: 3 });
    expect(there([...tries, old, learnt])).toEqual([false, false, true, false, true]);
  });

  it('gives previous results a quarter and segments half', async () => {
    const previous = [1, 2, 3].map((n) => folder(`previous/${`${n}`.repeat(32)}`, 100, 5 - n));
    const segments = [1, 2, 3].map((n) => folder(`segments/${`${n}`.repeat(64)}`, 200, 5 - n));
    const learnt = actor('a', 100, 9);
    expect(await pruneCache(root, 1_000)).toMatchObject({ removed: 2 });
    expect(there(previous)).toEqual([false, true, true]);
    expect(there(segments)).toEqual([false, true, true]);
    expect(existsSync(learnt)).toBe(true);
  });

  it('forgets the segments of outputs that nobody asked for any more, and old intermediates', async () => {
    const forgotten = folder(`segments/${'1'.repeat(64)}`, 10, 15 * DAY);
    const waiting = folder(`segments/${'2'.repeat(64)}`, 10, 13 * DAY);
    const dead = folder('work/123.partial-abc123', 10, 2 * DAY);
    const alive = folder('work/4567890.partial-XyZ000', 10, 1);
    expect((await listCache(root)).map(({ kind, unfinished }) => [kind, unfinished])).toEqual([
      ['segments', false],
      ['segments', false],
      ['work', true],
      ['work', true],
    ]);
    expect(await pruneCache(root)).toMatchObject({ removed: 2 });
    expect(there([forgotten, waiting, dead, alive])).toEqual([false, true, false, true]);
  });

  it('can be cleared, hashes too, but keeps the log and what is being made', async () => {
    actor('a', 10, 0);
    const making = actor('b', 5, 1, '.partial-Ab12Cd');
    const drawn = folder(`segments/${'1'.repeat(64)}`, 7, 0);
    folder(`segments/${'2'.repeat(64)}`, 20, 1);
    writeFileSync(hashesPath(root), HashCache.empty().serialize());
    new LogFile(logPath(root)).write('hello');
    expect(await clearCache(root)).toEqual({
      ...{ removed: 2, freedBytes: 30, leftBytes: 12 },
      ...{ inUse: 2, others: [] },
    });
    expect(there([making, drawn])).toEqual([true, true]);
    expect(existsSync(hashesPath(root))).toBe(false);
    expect(existsSync(logPath(root))).toBe(true);
  });

  it('is not kept for ever by a clock that was wrong', async () => {
    const future = actor('a', 100, -1_000 * DAY);
    actor('b', 100, 1);
    await pruneCache(root, 150);
    expect(existsSync(future)).toBe(false);
  });

  it('removes what dead processes left, of links only themselves', async () => {
    const precious = mkdtempSync(join(tmpdir(), 'heygem-precious-'));
    writeFileSync(join(precious, 'thesis'), 'years');
    folder('.trash-0123456789ab', 50, 0);
    symlinkSync(precious, join(root, '.trash-00000000000a'));
    const aside = join(root, 'hashes.txt.01234567.tmp');
    const young = join(root, `.hashes.txt.${'9a'.repeat(16)}.tmp`);
    for (const path of [aside, young]) writeFileSync(path, 'x');
    const then = new Date(Date.now() - HOUR_MS);
    utimesSync(aside, then, then);
    expect(await listCache(root)).toHaveLength(4);
    expect(await pruneCache(root)).toEqual({ removed: 3, freedBytes: 51, leftBytes: 1 });
    expect(readdirSync(root).sort()).toEqual([`.hashes.txt.${'9a'.repeat(16)}.tmp`, TAG_FILE]);
    expect(readFileSync(join(precious, 'thesis'), 'utf8')).toBe('years');
  });

  it('sees, counts and removes nothing whose name is not of its own form', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'heygem-precious-'));
    const others = [
      'raw/rushes',
      'actors/hamlet',
      `actors/${'A'.repeat(40)}`,
      `actors/${'a'.repeat(39)}`,
      `actors/${'a'.repeat(40)}.partial`,
      `previous/${'a'.repeat(40)}`,
      'media/holiday',
      '.trash-mine',
      'a'.repeat(40),
      '.git/objects',
    ];
    for (const name of others) folder(name, 100, 900 * DAY);
    writeFileSync(join(root, 'actors', 'b'.repeat(40)), 'a file');
    symlinkSync(elsewhere, join(root, 'actors', 'c'.repeat(40)));
    symlinkSync(elsewhere, join(root, 'segments'));
    mkdirSync(join(elsewhere, 'd'.repeat(64)));
    writeFileSync(join(root, 'hashes.txt'), 'md5 of my files');
    expect(await listCache(root)).toEqual([]);
    expect(await pruneCache(root, 0)).toMatchObject({ removed: 0 });
    const cleared = await clearCache(root);
    expect(cleared).toMatchObject({ removed: 0, freedBytes: 0 });
    expect([...cleared.others].sort()).toEqual(
      [
        ...['.git', '.trash-mine', 'a'.repeat(40), 'hashes.txt', 'media/holiday', 'raw'],
        ...['hamlet', 'A'.repeat(40), 'a'.repeat(39), `${'a'.repeat(40)}.partial`].map(
          (name) => `actors/${name}`,
        ),
        ...[`actors/${'b'.repeat(40)}`, `actors/${'c'.repeat(40)}`],
        ...[`previous/${'a'.repeat(40)}`, 'segments'],
      ].sort(),
    );
    expect(there(others.map((name) => join(root, name, 'deep', 'data')))).toEqual(
      others.map(() => true),
    );
    expect(readFileSync(join(root, 'hashes.txt'), 'utf8')).toBe('md5 of my files');
    expect(existsSync(join(elsewhere, 'd'.repeat(64)))).toBe(true);
  });

  it('is empty where there is none, or no mark', async () => {
    const unmarked = mkdtempSync(join(tmpdir(), 'heygem-cache-'));
    mkdirSync(join(unmarked, 'actors', 'a'.repeat(40)), { recursive: true });
    for (const path of [join(root, 'no'), unmarked]) {
      expect(await listCache(path)).toEqual([]);
      expect(await pruneCache(path, 0)).toMatchObject({ removed: 0 });
      expect(await clearCache(path)).toMatchObject({ removed: 0 });
    }
    expect(existsSync(join(unmarked, 'actors', 'a'.repeat(40)))).toBe(true);
  });

  it('has one table of its kinds', () => {
    const names = CACHE_KINDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { whole, making } of CACHE_KINDS) {
      for (const name of ['', '.', '..', 'a', 'photos', `../${'a'.repeat(40)}`]) {
        expect(whole.test(name) || making.test(name)).toBe(false);
      }
    }
  });

  it('lies where each system keeps caches', () => {
    expect(cacheRoot({ HEYGEM_CACHE: '/x' }, 'linux', '/h')).toBe('/x');
    expect(cacheRoot({ HEYGEM_CACHE: 'x' }, 'linux', '/h')).toBe(join(process.cwd(), 'x'));
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
    expect(log.written).toBe(true);
  });

  it('never throws', () => {
    writeFileSync(join(root, 'file'), '');
    const log = new LogFile(join(root, 'file', 'a.log'));
    expect(() => {
      log.write('x');
    }).not.toThrow();
    expect(log.written).toBe(false);
  });
});
