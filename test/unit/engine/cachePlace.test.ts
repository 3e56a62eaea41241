import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { toFailure } from '../../../src/core/errors.js';
import { TAG_FILE, TAG_TEXT } from '../../../src/engine/cacheContent.js';
import { openCache, usableRoot } from '../../../src/engine/cachePlace.js';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'heygem-place-'));
});

function write(name: string, content = 'x'): void {
  mkdirSync(join(home, name, '..'), { recursive: true });
  writeFileSync(join(home, name), content);
}

const tagIn = (folder: string) => readFileSync(join(folder, TAG_FILE), 'utf8');

describe('openCache', () => {
  it('marks a folder that is not there, or empty, and knows it again whatever comes in', () => {
    for (const root of [join(home, 'a', 'b'), mkdtempSync(join(home, 'c'))]) {
      expect(openCache(root)).toEqual({ kind: 'ready', root, beside: undefined });
      expect(tagIn(root)).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55\n.*HeyGem Studio/);
      writeFileSync(join(root, 'thesis.txt'), 'x');
      expect(openCache(root)).toEqual({ kind: 'ready', root, beside: undefined });
      expect(existsSync(join(root, 'heygem'))).toBe(false);
    }
  });

  it('adopts a cache from before there were marks', () => {
    write(`actors/${'a'.repeat(40)}/actor.json`);
    write(`actors/${'b'.repeat(40)}.partial-Xy12zz/track.f32`);
    write(`previous/${'a'.repeat(32)}/result.mp4`);
    write(`media/${'a'.repeat(32)}/videos.json`);
    write('logs/heygem.log');
    write('logs/heygem.log.2');
    write('hashes.txt', 'heygem-hashes 1\n');
    write('hashes.txt.01234567.tmp');
    write('.trash-0123456789ab/actor.json');
    write('.DS_Store');
    expect(openCache(home)).toEqual({ kind: 'ready', root: home, beside: undefined });
    expect(tagIn(home)).toBe(TAG_TEXT);
  });

  it.each([
    ['thesis.txt'],
    ['Documents/thesis.txt'],
    ['actors/hamlet.txt'],
    ['actors/hamlet/photo.jpg'],
    ['logs/mail.log'],
    ['hashes.txt'],
    ['work/report.odt'],
    ['media/holiday/1.jpg'],
    [TAG_FILE],
    ['.trash-mine/x'],
  ])('leaves a folder with %s to its owner and takes a subfolder', (name) => {
    write(name, 'of somebody');
    const before = readdirSync(home);
    const root = join(home, 'heygem');
    expect(openCache(home)).toEqual({ kind: 'ready', root, beside: home });
    expect(openCache(home)).toEqual({ kind: 'ready', root, beside: home });
    expect(readdirSync(home).sort()).toEqual([...before, 'heygem'].sort());
    expect(readdirSync(root)).toEqual([TAG_FILE]);
    expect(readFileSync(join(home, name), 'utf8')).toBe('of somebody');
  });

  it('is not adopted by way of links', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'heygem-place-'));
    mkdirSync(join(elsewhere, 'a'.repeat(40)));
    symlinkSync(elsewhere, join(home, 'actors'));
    expect(openCache(home)).toMatchObject({ root: join(home, 'heygem') });
    const other = mkdtempSync(join(tmpdir(), 'heygem-place-'));
    writeFileSync(join(elsewhere, TAG_FILE), TAG_TEXT);
    symlinkSync(join(elsewhere, TAG_FILE), join(other, TAG_FILE));
    expect(openCache(other)).toMatchObject({ root: join(other, 'heygem') });
  });

  it('follows a link to the folder itself: people keep caches on another disk', () => {
    mkdirSync(join(home, 'disk'));
    symlinkSync(join(home, 'disk'), join(home, 'link'));
    expect(openCache(join(home, 'link'))).toMatchObject({ root: join(home, 'link') });
    expect(tagIn(join(home, 'disk'))).toBe(TAG_TEXT);
  });

  it('goes on from a mark that a power cut left half written', () => {
    write(TAG_FILE, TAG_TEXT.slice(0, 20));
    expect(openCache(home)).toMatchObject({ root: home });
    expect(tagIn(home)).toBe(TAG_TEXT);
  });

  it('gives up, and says so, where each subfolder holds other things or leads back', () => {
    write('thesis.txt');
    symlinkSync('.', join(home, 'heygem'));
    const place = openCache(home);
    expect(place.kind).toBe('unusable');
    expect(() => usableRoot(place)).toThrow(/cache-unusable/);
    expect(readdirSync(home).sort()).toEqual(['heygem', 'thesis.txt']);
  });

  it.skipIf(process.platform === 'win32')('tells what cannot be used as such, at once', () => {
    write('file');
    symlinkSync(join(home, 'nowhere'), join(home, 'dangling'));
    for (const root of [join(home, 'file'), join(home, 'file', 'deep'), join(home, 'dangling')]) {
      const place = openCache(root);
      if (place.kind === 'ready') throw new Error(root);
      expect(toFailure(place.failure)).toMatchObject({
        code: 'cache-unusable',
        params: { path: root },
      });
    }
    expect(readFileSync(join(home, 'file'), 'utf8')).toBe('x');
  });

  // Node's own recursive mkdir never returns there.
  it.runIf(process.platform === 'linux')('does not hang below /proc', () => {
    for (const root of ['/proc/nope', '/proc/nope/deep', '/proc', '/dev/null', '/proc/self/fd']) {
      expect(openCache(root)).toMatchObject({ kind: 'unusable' });
    }
  });
});
