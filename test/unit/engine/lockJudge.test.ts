import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileLock } from '../../../src/engine/fileLock.js';
import { LockJudge } from '../../../src/engine/lockJudge.js';
import { lockOutput, outputLockPath } from '../../../src/engine/outputLock.js';
import { identityOf, type ProcessIdentity } from '../../../src/engine/processIdentity.js';
import { ownPlace, relationOf, type ProcessPlace } from '../../../src/engine/processPlace.js';

const OUTSIDE = 'pid:[4026531836]';
const HERE: ProcessPlace = {
  host: 'desk',
  system: 'linux',
  machine: 'm1',
  boot: 'boot-1',
  pids: OUTSIDE,
};
const DEAD: ProcessIdentity = { pid: 2 ** 22 - 3, start: '1' };

let output: string;
let path: string;
let now: number;
let judge: LockJudge;

beforeEach(() => {
  output = join(mkdtempSync(join(tmpdir(), 'heygem-judge-')), 'out.mp4');
  path = outputLockPath(output);
  now = 1e6;
  judge = new LockJudge(
    () => Promise.resolve(HERE),
    () => now,
  );
});

function leave(place: Partial<ProcessPlace>, holders: readonly ProcessIdentity[]): void {
  const whole = { ...HERE, ...place };
  const content = { token: 't', host: whole.host, holders, place: whole, refresh: 10 };
  writeFileSync(path, JSON.stringify(content));
}

function touch(secondsFromNow: number): void {
  const time = new Date(Date.now() + 1_000 * secondsFromNow);
  utimesSync(path, time, time);
}

async function verdict(): Promise<string> {
  return (await judge.judge(path, readFileSync(path, 'utf8'))).kind;
}

describe('where a lock was made', () => {
  it.each<[string, Partial<ProcessPlace>, string]>([
    ['the same run of the same system', {}, 'same'],
    ['whatever its host is called', { host: 'renamed' }, 'same'],
    ['the system before it was started anew', { boot: 'boot-0' }, 'earlier'],
    ['another machine', { host: 'other', machine: 'm2', boot: 'boot-2' }, 'elsewhere'],
    ['another machine of that name', { machine: 'm2', boot: 'boot-2' }, 'elsewhere'],
    ['a container on this machine', { pids: 'pid:[4026532999]' }, 'elsewhere'],
    [
      'a like container on another machine',
      { boot: 'boot-2', pids: 'pid:[4026532999]' },
      'elsewhere',
    ],
    [
      'Windows around this Linux',
      { system: 'win32', boot: '', machine: 'guid', pids: '' },
      'elsewhere',
    ],
    ['a system that tells nothing', { machine: '', boot: '' }, 'elsewhere'],
  ])('is %s', (_, place, relation) => {
    expect(relationOf({ ...HERE, ...place }, HERE)).toBe(relation);
  });

  it('is told by name where a system has no boot id', () => {
    const windows = { host: 'desk', system: 'win32', machine: 'guid', boot: '', pids: '' };
    expect(relationOf(windows, windows)).toBe('same');
    expect(relationOf({ ...windows, machine: 'guid2' }, windows)).toBe('elsewhere');
    expect(relationOf({ ...windows, machine: '' }, { ...windows, machine: '' })).toBe('elsewhere');
  });

  it.runIf(process.platform === 'linux')('is found out', async () => {
    const place = await ownPlace();
    expect(place.boot).toMatch(/^[0-9a-f-]{36}$/);
    expect(place.pids).toMatch(/^pid:\[\d+\]$/);
    expect(relationOf(place, place)).toBe('same');
  });
});

describe('whether a lock is held', () => {
  it('is asked of this system', async () => {
    leave({}, [DEAD, await identityOf(process.pid)]);
    touch(-1e6);
    now += 1e9;
    expect(await verdict()).toBe('held');
    leave({}, [DEAD]);
    expect(await verdict()).toBe('dead');
    leave({ boot: 'boot-0' }, [await identityOf(process.pid)]);
    expect(await verdict()).toBe('dead');
  });

  it.each([
    ['now', 0],
    ['in ten years', 3e8],
    ['long ago', -3e8],
  ])('is seen by looking, where nobody can be asked and it was touched %s', async (_, when) => {
    leave({ host: 'other', machine: 'm2', boot: 'boot-2' }, [await identityOf(process.pid)]);
    touch(when);
    expect(await judge.judge(path, readFileSync(path, 'utf8'))).toEqual({
      kind: 'unsure',
      host: 'other',
      withinMs: 40_000,
    });
    now += 39_000;
    expect(await verdict()).toBe('unsure');
    now += 2_000;
    expect(await verdict()).toBe('dead');
  });

  it('is known as soon as it is touched, and until it is not any more', async () => {
    leave({ host: 'other', machine: 'm2', boot: 'boot-2' }, [DEAD]);
    touch(-500);
    expect(await verdict()).toBe('unsure');
    for (let round = 1; round < 5; round++) {
      now += 10_000;
      // Its clock may be wrong, and be set back.
      touch(-500 + (round % 2 === 0 ? round : -round));
      expect(await verdict()).toBe('held');
    }
    now += 41_000;
    expect(await verdict()).toBe('dead');
  });

  it.each(['', '{"token":"t"'])('is a matter of seconds for a file of %j', async (text) => {
    writeFileSync(path, text);
    touch(3e8);
    expect(await verdict()).toBe('unsure');
    now += 5_500;
    expect(await verdict()).toBe('dead');
  });

  it('is not told by a process of Windows that has the id of one here', async () => {
    const content = { token: 't', host: 'desk', holders: [{ pid: process.pid, start: '' }] };
    writeFileSync(path, JSON.stringify(content));
    expect(await verdict()).toBe('unsure');
    now += 121_000;
    expect(await verdict()).toBe('dead');
    // Locks of before that Linux wrote are judged as ever.
    writeFileSync(path, JSON.stringify({ ...content, holders: [DEAD] }));
    expect(await verdict()).toBe('dead');
  });
});

describe('waiting for an output', () => {
  const { signal } = new AbortController();
  const attempt = (lock: string) => {
    now += 5_000;
    return FileLock.attempt(lock, judge);
  };

  it('takes it from a dead machine, and says what it waits for', async () => {
    leave({ host: 'other', machine: 'm2', boot: 'boot-2' }, [DEAD]);
    touch(3e8);
    const told: string[] = [];
    const onWait = (reason: string) => told.push(reason);
    const lock = await lockOutput(output, { signal, patienceMs: 0, onWait, attempt });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('a process on other');
    await lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it('gives up on one that shows life', async () => {
    leave({ host: 'other', machine: 'm2', boot: 'boot-2' }, [DEAD]);
    const touching = setInterval(() => {
      touch(Math.random() * 100);
    }, 20);
    const waiting = lockOutput(output, { signal, patienceMs: 300, attempt });
    await expect(waiting).rejects.toMatchObject({ code: 'output-busy' });
    clearInterval(touching);
    expect(readFileSync(path, 'utf8')).toContain('other');
  });

  it('ends at once when cancelled', async () => {
    leave({ host: 'other', machine: 'm2', boot: 'boot-2' }, [DEAD]);
    const stop = new AbortController();
    const waiting = lockOutput(output, { signal: stop.signal, patienceMs: 60_000 });
    setTimeout(() => {
      stop.abort();
    }, 100);
    const before = performance.now();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  it('is not held up by a half-done takeover of long ago or of the future', async () => {
    leave({ boot: 'boot-0' }, [DEAD]);
    mkdirSync(`${path}.takeover`);
    const time = new Date(Date.now() + 3e11);
    utimesSync(`${path}.takeover`, time, time);
    const lock = await lockOutput(output, { signal, patienceMs: 20_000, attempt });
    await lock.release();
    expect(existsSync(`${path}.takeover`)).toBe(false);
  });

  it('hears of a holder here that ends', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const place = await ownPlace();
    const holders = [await identityOf(child.pid ?? 0)];
    const content = { token: 't', host: place.host, holders, place, refresh: 10 };
    writeFileSync(path, JSON.stringify(content));
    const waiting = lockOutput(output, { signal, patienceMs: 30_000 });
    setTimeout(() => child.kill('SIGKILL'), 300);
    await (await waiting).release();
  });
});
