import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileLock } from '../../../src/engine/fileLock.js';
import { lockOutput, outputLockPath } from '../../../src/engine/outputLock.js';
import { LockJudge } from '../../../src/engine/lockJudge.js';
import { identityOf } from '../../../src/engine/processIdentity.js';
import { ownPlace } from '../../../src/engine/processPlace.js';

let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'heygem-lock-')), '.out.mp4.busy');
});

function leave(content: unknown): void {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

const DEAD = { pid: 2 ** 22 - 3, start: '1' };

describe('FileLock', () => {
  it('is held once, and free after its release', async () => {
    const lock = await FileLock.acquire(path);
    expect(lock).toBeDefined();
    expect(await FileLock.acquire(path)).toBeUndefined();
    await lock?.release();
    expect(existsSync(path)).toBe(false);
    expect(await FileLock.acquire(path)).toBeDefined();
  });

  it('is taken over from a dead holder, and from a process id that is used again', async () => {
    leave({ token: 't', host: hostname(), holders: [DEAD] });
    expect(await FileLock.acquire(path)).toBeDefined();
    leave({ token: 't', host: hostname(), holders: [{ pid: process.pid, start: '1' }] });
    const taken = await FileLock.acquire(path);
    if (process.platform === 'linux') expect(taken).toBeDefined();
  });

  it('stays held while the second holder, an orphaned worker, still runs', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const holder = await identityOf(orphan.pid ?? 0);
    leave({ token: 't', host: hostname(), holders: [DEAD, holder] });
    expect(await FileLock.acquire(path)).toBeUndefined();
    const ended = new Promise((resolve) => orphan.once('exit', resolve));
    orphan.kill('SIGKILL');
    await ended;
    expect(await FileLock.acquire(path)).toBeDefined();
  });

  it.each(['', '{', '\0\0\0', '{"token":1}', '{"token":"t","host":"h","holders":[{"pid":-1}]}'])(
    'waits for a writer of %j, then takes over',
    async (content) => {
      let now = 0;
      const judge = new LockJudge(ownPlace, () => now);
      leave(content);
      expect((await FileLock.attempt(path, judge)).kind).toBe('busy');
      now += 6_000;
      expect((await FileLock.attempt(path, judge)).kind).toBe('lock');
    },
  );

  describe('where something lies that is no lock of ours', () => {
    const { signal } = new AbortController();
    const inTheWay = (lies: string) =>
      expect(
        lockOutput(join(path, '..', 'out.mp4'), { signal, patienceMs: Infinity }),
      ).rejects.toMatchObject({ code: 'output-not-writable', params: { path: lies } });

    it.each([
      [
        'a note',
        () => {
          writeFileSync(path, 'call Ann');
        },
      ],
      [
        'other JSON',
        () => {
          writeFileSync(path, 'null');
        },
      ],
      [
        'a large file',
        () => {
          writeFileSync(path, Buffer.alloc(100_000, '{'));
        },
      ],
      [
        'a folder',
        () => {
          mkdirSync(path);
        },
      ],
      [
        'a link that leads nowhere',
        () => {
          symlinkSync('nowhere', path);
        },
      ],
      [
        'a link to a file',
        () => {
          symlinkSync(fileURLToPath(import.meta.url), path);
        },
      ],
    ])('%s is named at once, and left alone', { timeout: 5_000 }, async (_, lay) => {
      lay();
      const before = lstatSync(path);
      await inTheWay(path);
      expect(lstatSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    });

    it.each([
      [
        'a file',
        (gate: string) => {
          writeFileSync(gate, 'call Ann');
        },
      ],
      [
        'a folder with something in it',
        (gate: string) => mkdirSync(join(gate, 'x'), { recursive: true }),
      ],
    ])('nor does %s in the way of a takeover hold it up', { timeout: 20_000 }, async (_, lay) => {
      leave({ token: 't', host: hostname(), holders: [DEAD] });
      lay(`${path}.takeover`);
      await inTheWay(`${path}.takeover`);
      expect(existsSync(`${path}.takeover`)).toBe(true);
    });
  });

  it('is taken over beside an output of the longest name there can be', async () => {
    const output = join(path, '..', `${'n'.repeat(251)}.mp4`);
    const signal = AbortSignal.timeout(3_000);
    path = outputLockPath(output);
    leave({ token: 't', host: hostname(), holders: [DEAD] });
    await (await lockOutput(output, { signal })).release();
    expect(outputLockPath(join(path, '..', `${'n'.repeat(200)}.mp4`))).toMatch(/n\.mp4\.busy$/);
  });

  it('says so when there is no room to take it over', { timeout: 5_000 }, async () => {
    path = join(path, '..', `${'n'.repeat(245)}.busy`);
    leave({ token: 't', host: hostname(), holders: [DEAD] });
    await expect(FileLock.acquire(path)).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
  });

  it('goes to exactly one of many who find it stale at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      leave({ token: `t${round}`, host: hostname(), holders: [DEAD] });
      const locks = await Promise.all(Array.from({ length: 8 }, () => FileLock.acquire(path)));
      const won = locks.filter((lock) => lock !== undefined);
      expect(won).toHaveLength(1);
      await won[0].release();
    }
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('does not release what another has taken over', async () => {
    const lock = await FileLock.acquire(path);
    leave({ token: 'other', host: hostname(), holders: [DEAD] });
    await lock?.release();
    expect(readFileSync(path, 'utf8')).toContain('other');
  });
});
