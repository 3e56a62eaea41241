import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig, finished, isAlive, until } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(() => {
  rig = new CliRig();
});

/**
 * A job that lasts long enough to be killed. With `HEYGEM_TEST_WORKER` and `HEYGEM_TEST_VIDEO`,
 * `HEYGEM_TEST_AUDIO` set, these tests run the real pipeline on real media instead.
 */
function longProject(): void {
  const video = process.env['HEYGEM_TEST_VIDEO'];
  const audio = process.env['HEYGEM_TEST_AUDIO'];
  rig.project({ a: 'slow' }, ['x']);
  if (video !== undefined) writeFileSync(rig.path('x.mp4'), readFileSync(video));
  if (audio !== undefined) writeFileSync(rig.path('a.wav'), readFileSync(audio));
}

function workerPid(): number | undefined {
  try {
    const log = readFileSync(rig.path('.cache/logs/heygem.log'), 'utf8');
    const pids = [...log.matchAll(/worker (\d+) started/g)].map(([, pid]) => Number(pid));
    return pids.at(-1);
  } catch {
    return undefined;
  }
}

/** Whether the worker or any child of its process group, such as ffmpeg, still runs. */
function groupAlive(pid: number): boolean {
  if (process.platform !== 'linux') return isAlive(pid);
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && groupOf(name) === pid);
}

/** The process group (proc(5), field 5) of a process that is not a zombie. */
function groupOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : Number(group);
  } catch {
    return undefined;
  }
}

/** The video that is not whole, under the name that nobody can guess. */
function staged(): readonly string[] {
  if (!existsSync(rig.path('out'))) return [];
  return rig.files().filter((name) => /^\.x-a\.mp4\.[0-9a-f]{32}\.tmp$/.test(name));
}

async function midJob(): Promise<number> {
  await until(() => staged().length > 0 || pictureStarted(), 60_000);
  const pid = workerPid();
  if (pid === undefined) throw new Error('the log names no worker');
  return pid;
}

/** The real pipeline writes pieces of the picture into the cache first. */
function pictureStarted(): boolean {
  const journals = rig.path('.cache/segments');
  if (!existsSync(journals)) return false;
  const files = readdirSync(journals, { recursive: true, encoding: 'utf8' });
  return files.some((name) => name.endsWith('.mp4'));
}

function leftovers(): readonly string[] {
  const work = rig.path('.cache/work');
  const scratch = existsSync(work) ? readdirSync(work) : [];
  return [...rig.files().filter((name) => name.startsWith('.')), ...scratch];
}

describe('kill -9', () => {
  it('of the worker in mid-job: the job is tried again and done', async () => {
    longProject();
    const child = rig.start(['batch', 'p.heygem', '--json']);
    const result = finished(child);
    const pid = await midJob();
    process.kill(pid, 'SIGKILL');
    const { code, events } = await result;
    expect(code).toBe(0);
    expect(events.filter(({ event }) => event === 'started')).toHaveLength(2);
    expect(events.filter(({ event }) => event === 'finished')).toMatchObject([{ result: 'done' }]);
    expect(rig.files()).toEqual(['x-a.mp4', 'x-a.report.json']);
    expect(groupAlive(pid)).toBe(false);
  }, 300_000);

  it('of the CLI: no child is left after 5 s, and no partial is taken for a result', async () => {
    longProject();
    const child = rig.start(['batch', 'p.heygem', '--json']);
    const result = finished(child);
    const pid = await midJob();
    child.kill('SIGKILL');
    await result;
    await until(() => !groupAlive(pid), 5_000);
    expect(existsSync(rig.path('out/x-a.mp4'))).toBe(false);
    const status = await rig.run('status', 'p.heygem');
    expect(status.out).toContain('1 new');
    // As a machine that lost power would leave it; and what only looks like it is another's.
    writeFileSync(rig.path(`out/.x-a.mp4.${'0a'.repeat(16)}.tmp`), 'half a video');
    writeFileSync(rig.path('out/x-a.partial.mp4'), 'my own');
    const again = await rig.run('batch', 'p.heygem');
    expect(again.code).toBe(0);
    expect(rig.files()).toEqual(['x-a.mp4', 'x-a.partial.mp4', 'x-a.report.json']);
    expect(readFileSync(rig.path('out/x-a.mp4'), 'utf8')).not.toBe('half a video');
    expect(readFileSync(rig.path('out/x-a.partial.mp4'), 'utf8')).toBe('my own');
  }, 300_000);

  it.runIf(process.env['HEYGEM_TEST_WORKER'] === undefined)(
    'of the CLI while the worker is stuck: the worker ends all the same',
    async () => {
      rig.project({ a: 'spin' }, ['x']);
      const child = rig.start(['batch', 'p.heygem']);
      const result = finished(child);
      const pid = await midJob();
      child.kill('SIGKILL');
      await result;
      await until(() => !groupAlive(pid), 5_000);
    },
  );
});

describe('Ctrl-C', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`${signal} ends with 130 and leaves neither partial nor child`, async () => {
      longProject();
      const child = rig.start(['batch', 'p.heygem', '--json']);
      const result = finished(child);
      const pid = await midJob();
      child.kill(signal);
      const { code, events } = await result;
      expect(code).toBe(130);
      expect(events.filter(({ event }) => event === 'finished')).toMatchObject([
        { result: 'cancelled' },
      ]);
      expect(leftovers()).toEqual([]);
      expect(groupAlive(pid)).toBe(false);
    }, 120_000);
  }
});

describe('one output, two processes', () => {
  it.runIf(process.env['HEYGEM_TEST_WORKER'] === undefined)(
    'the second is told that the output is busy, and the first is not disturbed',
    async () => {
      rig.project({ a: 'hang' }, ['x']);
      const child = rig.start(['batch', 'p.heygem', '--json']);
      const first = finished(child);
      await midJob();
      const args = ['--video', 'x.mp4', '--audio', 'a.wav', '-o', 'out/x-a.mp4', '--force'];
      const second = await rig.run('run', ...args, '--json');
      expect(second.code).toBe(1);
      expect(second.events.find(({ event }) => event === 'finished')).toMatchObject({
        failure: { code: 'output-busy' },
      });
      expect(rig.files()).toEqual(['.x-a.mp4.busy']);
      child.kill('SIGINT');
      expect((await first).code).toBe(130);
      expect(leftovers()).toEqual([]);
    },
  );
});
