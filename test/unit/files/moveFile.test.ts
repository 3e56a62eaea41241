import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeygemError, toFailure } from '../../../src/core/errors.js';
import { moveFile, moveStaged, removeFile, type FileSystem } from '../../../src/files/moveFile.js';

let folder: string;
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-move-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: refused`), { code });
}

/** Does the work for real, after so many refusals. Its pauses pass at once. */
class RefusingSystem implements FileSystem {
  readonly pauses: number[] = [];
  private asked = 0;

  constructor(
    readonly platform: NodeJS.Platform,
    private readonly code: string,
    private readonly times: number,
  ) {}

  async rename(from: string, to: string): Promise<void> {
    this.refuse();
    await rename(from, to);
  }

  async remove(target: string): Promise<void> {
    this.refuse();
    await rm(target, { force: true });
  }

  pause(ms: number): Promise<void> {
    this.pauses.push(ms);
    return Promise.resolve();
  }

  private refuse(): void {
    this.asked += 1;
    if (this.asked <= this.times) throw refusal(this.code);
  }
}

describe('a file that another program has open', () => {
  beforeEach(() => {
    writeFileSync(path('new'), 'new');
    writeFileSync(path('talk.mp4'), 'old');
  });

  it.each(['EPERM', 'EBUSY', 'EACCES'])(
    'is replaced on Windows when it is let go: %s',
    async (code) => {
      const system = new RefusingSystem('win32', code, 4);
      await moveStaged(path('new'), path('talk.mp4'), system);
      expect(readFileSync(path('talk.mp4'), 'utf8')).toBe('new');
      expect(system.pauses).toHaveLength(4);
      expect(system.pauses).toEqual(system.pauses.toSorted((a, b) => a - b));
    },
  );

  it('is told as such after some seconds, and both files stay', async () => {
    const system = new RefusingSystem('win32', 'EPERM', Infinity);
    const failure = { code: 'file-in-use', params: { path: path('talk.mp4') } };
    await expect(moveFile(path('new'), path('talk.mp4'), system)).rejects.toMatchObject(failure);
    const seconds = system.pauses.reduce((sum, ms) => sum + ms, 0) / 1000;
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(10);
    expect(readFileSync(path('talk.mp4'), 'utf8')).toBe('old');
    expect(readFileSync(path('new'), 'utf8')).toBe('new');
  });

  it('is the one that is moved, where nothing lies at the target', async () => {
    const system = new RefusingSystem('win32', 'EBUSY', Infinity);
    const moving = moveFile(path('talk.mp4'), path('other.mp4'), system);
    await expect(moving).rejects.toMatchObject({ params: { path: path('talk.mp4') } });
  });

  it('is removed when it is let go, else told', async () => {
    await removeFile(path('new'), new RefusingSystem('win32', 'EBUSY', 3));
    expect(existsSync(path('new'))).toBe(false);
    const held = removeFile(path('talk.mp4'), new RefusingSystem('win32', 'EPERM', Infinity));
    await expect(held).rejects.toMatchObject({ code: 'file-in-use' });
  });

  it('is told as such whatever else was said of it on the way', () => {
    const held = new HeygemError('file-in-use', { path: 'talk.mp4' });
    const wrapped = new HeygemError('output-not-writable', { path: 'bin' }, '', held);
    expect(toFailure(wrapped)).toMatchObject({ code: 'file-in-use', params: { path: 'talk.mp4' } });
  });

  it('is not waited for where the system means that it is not allowed', async () => {
    for (const [platform, code] of [
      ['linux', 'EPERM'],
      ['darwin', 'EACCES'],
      ['win32', 'ENOSPC'],
    ] as const) {
      const system = new RefusingSystem(platform, code, 1);
      await expect(moveFile(path('new'), path('talk.mp4'), system)).rejects.toMatchObject({ code });
      expect(system.pauses).toEqual([]);
    }
  });

  it('is not a folder, nor a file that is protected', async () => {
    mkdirSync(path('folder'));
    chmodSync(path('talk.mp4'), 0o444);
    for (const target of ['folder', 'talk.mp4']) {
      const system = new RefusingSystem('win32', 'EPERM', Infinity);
      const moving = moveFile(path('new'), path(target), system);
      await expect(moving).rejects.toMatchObject({ code: 'EPERM' });
    }
  });
});

describe('a file of another disk', () => {
  it('is copied, and replaces what is there', async () => {
    writeFileSync(path('new'), 'new');
    writeFileSync(path('talk.mp4'), 'old');
    await moveFile(path('new'), path('talk.mp4'), new RefusingSystem('darwin', 'EXDEV', 1));
    expect(readdirSync(folder)).toEqual(['talk.mp4']);
    expect(readFileSync(path('talk.mp4'), 'utf8')).toBe('new');
  });

  it('stays where it cannot be put in place, and nothing half is left', async () => {
    writeFileSync(path('new'), 'new');
    mkdirSync(path('talk.mp4'));
    const system = new RefusingSystem('linux', 'EXDEV', 1);
    await expect(moveFile(path('new'), path('talk.mp4'), system)).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['new', 'talk.mp4']);
  });

  it('is not a folder', async () => {
    mkdirSync(path('some'));
    const system = new RefusingSystem('linux', 'EXDEV', 1);
    const moving = moveFile(path('some'), path('other'), system);
    await expect(moving).rejects.toMatchObject({ code: 'EXDEV' });
    expect(basename(readdirSync(folder)[0])).toBe('some');
  });
});
