import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeygemError, toFailure } from '../../../src/core/errors.js';
import type { JobId } from '../../../src/core/ids.js';
import type { JobProgress, JobResult, LipSyncJob } from '../../../src/core/job.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import type { TaskWatch } from '../../../src/engine/device.js';
import { WorkerClient } from '../../../src/engine/workerClient.js';
import { bundle } from './bundle.js';

let entry: string;
let folder: string;
let client: WorkerClient;
let lines: string[];
let counter = 0;

beforeAll(() => {
  entry = bundle('test/fixtures/fakeWorker.ts');
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-worker-'));
  lines = [];
  client = newClient(60_000);
});

afterEach(async () => {
  await client.stop();
});

function newClient(idleMs: number): WorkerClient {
  return new WorkerClient({ entry, modelsRoot: folder, cacheRoot: folder, idleMs }, (line) =>
    lines.push(line),
  );
}

function job(ways: string): LipSyncJob {
  const name = `job${(counter += 1)}`;
  const audio = join(folder, `${name}.wav`);
  writeFileSync(audio, ways);
  return {
    id: name as JobId,
    video: join(folder, 'video.mp4'),
    audio,
    output: join(folder, `${name}.mp4`),
    target: join(folder, `.${name}.tmp`),
    settings: DEFAULT_SETTINGS,
    provider: 'cpu',
  };
}

/** All steps of a job, as the engine asks for them. */
async function made(
  asked: LipSyncJob,
  { signal, onProgress }: TaskWatch,
  by = client,
): Promise<JobResult> {
  try {
    await by.prepare(asked, { signal, onProgress });
    await by.segments({ job: asked, indices: [0] }, { signal, onProgress });
    const joined = await by.join(asked, { signal, onProgress });
    if (joined.kind !== 'joined') throw new Error(joined.kind);
    return { kind: 'done', report: joined.report, file: joined.file };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    const failure = toFailure(error);
    if (failure.code.startsWith('worker-')) throw error;
    return { kind: 'failed', failure };
  }
}

function watch() {
  const abort = new AbortController();
  const seen: JobProgress[] = [];
  return { abort, seen, signal: abort.signal, onProgress: (p: JobProgress) => seen.push(p) };
}

async function until(condition: () => boolean, milliseconds = 5_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('WorkerClient', () => {
  it('does what two ask at once for each, and cancels only what is meant', async () => {
    const same = job('hang');
    const [one, other] = [watch(), watch()];
    const making = [made(same, one), made(same, other)];
    const checks = [1, 2].map(() =>
      client.check({ settings: DEFAULT_SETTINGS, video: same.video }, watch()),
    );
    expect(await Promise.all(checks)).toHaveLength(2);
    await until(() => one.seen.length > 0 && other.seen.length > 0);
    one.abort.abort();
    expect(await making[0]).toEqual({ kind: 'cancelled' });
    const still = await Promise.race([making[1], new Promise((r) => setTimeout(r, 200, 'still'))]);
    expect(still).toBe('still');
    other.abort.abort();
    expect(await making[1]).toEqual({ kind: 'cancelled' });
  });

  it("starts a process with onnxruntime's telemetry off, whatever the shell says", async () => {
    vi.stubEnv('ORT_DISABLE_TELEMETRY', '0');
    try {
      const { versions } = await client.doctor();
      expect(versions['ORT_DISABLE_TELEMETRY']).toBe('1');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('makes a job, tells its progress and keeps the process for the next one', async () => {
    const first = watch();
    const result = await made(job('plain'), first);
    expect(result).toMatchObject({ kind: 'done', report: { aiGenerated: true, frames: 3 } });
    expect(first.seen[0]).toMatchObject({ stage: 'probe' });
    expect(first.seen.at(-1)).toMatchObject({ stage: 'render', done: 3, total: 3 });
    const pid = await client.ready();
    await made(job('plain'), watch());
    expect(await client.ready()).toBe(pid);
  });

  it('answers cancelled when the worker has cleaned up', async () => {
    const slow = watch();
    const work = job('slow');
    const running = made(work, slow);
    await until(() => slow.seen.length > 1);
    const pid = await client.ready();
    slow.abort.abort();
    expect(await running).toEqual({ kind: 'cancelled' });
    expect(await client.ready()).toBe(pid);
    expect(() => readFileSync(work.target)).toThrow();
  });

  it('ends a worker that does not stop when asked, and starts another', async () => {
    const stubborn = watch();
    const running = made(job('stubborn'), stubborn);
    await until(() => stubborn.seen.length > 1);
    const pid = await client.ready();
    const asked = Date.now();
    stubborn.abort.abort();
    expect(await running).toEqual({ kind: 'cancelled' });
    expect(Date.now() - asked).toBeGreaterThan(4_500);
    expect(Date.now() - asked).toBeLessThan(7_000);
    expect(isAlive(pid)).toBe(false);
    expect(await made(job('plain'), watch())).toMatchObject({ kind: 'done' });
  }, 20_000);

  it('ends a worker whose main thread is stuck', async () => {
    const stuck = watch();
    const running = made(job('spin'), stuck);
    await until(() => stuck.seen.length > 0);
    stuck.abort.abort();
    expect(await running).toEqual({ kind: 'cancelled' });
  }, 20_000);

  it('rejects what waits when the process dies, with its last words', async () => {
    const error: unknown = await made(job('crash'), watch()).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(HeygemError);
    expect(error).toMatchObject({ code: 'worker-crashed' });
    expect((error as HeygemError).detail).toContain('SIGKILL');
    expect((error as HeygemError).detail).toContain('about to die');
    expect(await made(job('plain'), watch())).toMatchObject({ kind: 'done' });
  });

  it('passes on a failure with its code, and a bug as internal with its stack', async () => {
    expect(await made(job('no-face'), watch())).toMatchObject({
      kind: 'failed',
      failure: { code: 'no-face', params: { path: join(folder, 'video.mp4') } },
    });
    const bug = await made(job('throw'), watch());
    expect(bug).toMatchObject({ kind: 'failed', failure: { code: 'internal' } });
    expect(JSON.stringify(bug)).toContain('a bug in the fake');
  });

  it('survives a worker that cannot be started', async () => {
    const broken = new WorkerClient(
      { entry: join(folder, 'nothing.cjs'), modelsRoot: '', cacheRoot: '', idleMs: 1_000 },
      () => undefined,
    );
    await expect(made(job('plain'), watch(), broken)).rejects.toMatchObject({
      code: 'worker-crashed',
    });
    await broken.stop();
  });

  it('starts one process for two jobs at once', async () => {
    await Promise.all([made(job('plain'), watch()), made(job('plain'), watch())]);
    expect(lines.filter((line) => /^worker \d+ started/.test(line))).toHaveLength(1);
  });

  it('lets an idle worker end, and starts another when asked again', async () => {
    const idle = newClient(200);
    await made(job('plain'), watch(), idle);
    const pid = await idle.ready();
    await until(() => !isAlive(pid));
    expect(await made(job('plain'), watch(), idle)).toMatchObject({ kind: 'done' });
    await idle.stop();
  });
});
