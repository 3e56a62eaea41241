import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

beforeAll(() => {
  CliRig.prepare();
});

const DAY_MS = 24 * 3_600_000;
const RUSHES = 11 * 2 ** 30;
/** Names as people and other programs give them; some look like ours. */
const FILES = [
  'letter.odt',
  'hashes.txt',
  'CACHEDIR.TAG',
  '.bashrc',
  '.DS_Store',
  'Documents/thesis/chapter 1.tex',
  'Documents/thesis/.git/HEAD',
  'Documents/thesis/.git/objects/ab/cdef',
  'Videos/raw/rushes.mov',
  'Videos/日本/旅行.mp4',
  'actors/hamlet/photo.jpg',
  'actors/resume.pdf',
  'logs/mail.log',
  'logs/heygem.log',
  'media/1.jpg',
  'previous/2019/taxes.pdf',
  'previews/a.partial',
  'segments/orange/1.txt',
  'stills/still.jpg',
  'work/report.partial-final/report.odt',
  'work/old/report.odt',
  '.trash-mine/kept',
  '.trash-0123456789abc/kept',
  '.Trash-1000/files/kept',
  '.cache/other/entry',
  'a.tmp',
  'hashes.txt.old.tmp',
];

/** A folder as somebody's home may be, all of it old: what a cache's clean-up would take first. */
function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'heygem home '));
  const path = (name: string) => join(home, name);
  for (const name of FILES) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), `content of ${name}`);
  }
  // Without a byte on the disk, and larger than a cache may be.
  truncateSync(path('Videos/raw/rushes.mov'), RUSHES);
  mkdirSync(path('empty'));
  symlinkSync('Documents/thesis', path('thesis'));
  symlinkSync('../Documents', path('actors/link'));
  symlinkSync('nowhere', path('dangling'));
  symlinkSync('.', path('loop'));
  linkSync(path('letter.odt'), path('Documents/letter again.odt'));
  const then = new Date(Date.now() - 300 * DAY_MS);
  for (const name of namesIn(home)) {
    if (!lstatSync(path(name)).isSymbolicLink()) utimesSync(path(name), then, then);
  }
  return home;
}

/** Every name in a folder; links are not followed. */
function namesIn(folder: string, before = ''): string[] {
  return readdirSync(join(folder, before), { withFileTypes: true }).flatMap((entry) => {
    const name = join(before, entry.name);
    return entry.isDirectory() ? [name, ...namesIn(folder, name)] : [name];
  });
}

/** Every name, kind, time and content in a folder, except in its `heygem`. */
function listing(home: string): readonly string[] {
  const names = namesIn(home).filter((name) => name !== 'heygem' && !name.startsWith('heygem/'));
  return names.sort().map((name) => {
    const path = join(home, name);
    const stats = lstatSync(path);
    const { ino, size, mtimeMs, mode } = stats;
    if (stats.isSymbolicLink()) return [name, readlinkSync(path)].join(' ');
    const content = stats.isFile() && size < 1_000 ? readFileSync(path, 'utf8') : '';
    return [name, ino, size, mtimeMs, mode, content].join(' ');
  });
}

describe('a cache folder that holds other things', () => {
  let home: string;
  let rig: CliRig;

  beforeEach(() => {
    home = makeHome();
    rig = new CliRig(home);
  });

  it('keeps them all, whatever is run, trimmed or cleared', async () => {
    const before = listing(home);
    expect(before.length).toBeGreaterThan(50);
    rig.write('a.wav', 'plain');
    rig.write('v.mp4', 'video');
    const made = await rig.run('run', '--video', 'v.mp4', '--audio', 'a.wav', '-o', 'out/o.mp4');
    expect(made).toMatchObject({ code: 0 });
    expect(made.err).toContain(join(home, 'heygem', 'logs', 'heygem.log'));
    expect(await rig.run('batch', rig.project({ one: 'plain' }, ['anna']))).toMatchObject({
      code: 0,
    });
    for (const command of [['info'], ['prune', '--max-size', '1M'], ['clear'], ['info']]) {
      expect(await rig.run('cache', ...command)).toMatchObject({ code: 0, err: '' });
    }
    expect(listing(home)).toEqual(before);
    expect(readdirSync(join(home, 'heygem')).sort()).toEqual(['CACHEDIR.TAG', 'logs', 'segments']);
    expect(readdirSync(join(home, 'heygem', 'segments'))).toEqual([]);
    const log = readFileSync(join(home, 'heygem', 'logs', 'heygem.log'), 'utf8');
    expect(log).toContain(`cache: ${home} holds other things`);
  });

  it('is told with the place that is used instead', async () => {
    const { out } = await rig.run('cache', 'info');
    expect(out).toContain(`${join(home, 'heygem')}: 0`);
    expect(out).toContain(`${home} holds other things`);
    expect((await rig.run('cache', 'info', '--json')).events).toEqual([
      { event: 'cache', path: join(home, 'heygem'), bytes: 0, kinds: [] },
    ]);
  });
});

describe('a cache folder of our own', () => {
  it('keeps and names what others put into it', async () => {
    const rig = new CliRig();
    await rig.run('cache', 'info');
    expect(readdirSync(rig.cache)).toContain('CACHEDIR.TAG');
    const entry = join(rig.cache, 'actors', 'a'.repeat(40));
    for (const folder of [entry, join(rig.cache, 'actors', 'hamlet'), join(rig.cache, 'raw')]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'data'), 'x'.repeat(1_000));
    }
    const info = await rig.run('cache', 'info');
    expect(info.out).toContain('actors: 1 entries, 1 kB (what was learnt of videos)');
    const { out } = await rig.run('cache', 'clear');
    expect(out).toContain('Removed 1 entries');
    expect(out).toContain('HeyGem did not make it: "actors/hamlet", "raw".');
    expect(existsSync(entry)).toBe(false);
    expect(existsSync(join(rig.cache, 'actors', 'hamlet', 'data'))).toBe(true);
    expect((await rig.run('cache', 'clear', '--json')).events[0]).toMatchObject({
      ...{ event: 'pruned', removed: 0, inUse: 0 },
      others: ['actors/hamlet', 'raw'],
    });
  });
});

describe.skipIf(process.platform === 'win32')('a cache folder that cannot be used', () => {
  const places: [string, () => string][] = [
    [
      'a file',
      () => {
        const path = join(mkdtempSync(join(tmpdir(), 'heygem-')), 'file');
        writeFileSync(path, 'precious');
        return path;
      },
    ],
    ['a device', () => '/dev/null'],
  ];
  if (process.platform === 'linux') places.push(['in /proc', () => '/proc/nope']);
  if (process.getuid?.() !== 0) {
    places.push([
      'read-only',
      () => {
        const path = mkdtempSync(join(tmpdir(), 'heygem-'));
        chmodSync(path, 0o500);
        return path;
      },
    ]);
  }

  it.each(places)('because it is %s is told at once, with what to do', async (_, make) => {
    const rig = new CliRig(make());
    rig.write('a.wav', 'plain');
    rig.write('v.mp4', 'video');
    const project = rig.project({ one: 'plain' }, ['anna']);
    for (const args of [
      ['run', '--video', 'v.mp4', '--audio', 'a.wav', '-o', 'o.mp4'],
      ['batch', project],
      ['check', '--video', 'v.mp4'],
      ['doctor'],
      ['cache', 'info'],
      ['cache', 'clear'],
      ['cache', 'prune'],
    ]) {
      const { code, out, err } = await rig.run(...args);
      expect(code).toBe(1);
      expect(out + err).toContain(`The cache folder ${rig.cache} cannot be used.`);
      expect(out + err).toContain('HEYGEM_CACHE');
      expect(out + err).not.toContain('heygem.log');
    }
    // What needs no cache goes on without.
    expect(await rig.run('status', project)).toMatchObject({ code: 0 });
    expect(existsSync(rig.path('o.mp4'))).toBe(false);
  });
});
