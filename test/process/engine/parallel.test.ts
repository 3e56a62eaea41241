import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PairId } from '../../../src/core/ids.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { Engine } from '../../../src/engine/engine.js';
import { bundle } from './bundle.js';

let entry: string;
let folder: string;
let engines: Engine[];

beforeAll(() => {
  entry = bundle('test/fixtures/fakeWorker.ts');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem parallel '));
  engines = [];
  mkdirSync(join(folder, 'models'));
  writeFileSync(join(folder, 'models/manifest.json'), '{"version": 1, "models": []}');
});
afterEach(async () => {
  for (const engine of engines) await engine.dispose();
});

function engineOf(parallel: number): Engine {
  const engine = new Engine({
    ...{ workerEntry: entry, modelsRoot: join(folder, 'models'), trusted: false, parallel },
    cacheRoot: join(folder, `cache-${parallel}`),
  });
  engines.push(engine);
  return engine;
}

/** A project of its own folder: a video with recordings that tell the worker what to do. */
function project(name: string, audios: Readonly<Record<string, string>>): string {
  const place = join(folder, name);
  mkdirSync(place);
  writeFileSync(join(place, 'v.mp4'), 'video');
  for (const [id, ways] of Object.entries(audios)) writeFileSync(join(place, `${id}.wav`), ways);
  const path = join(place, 'p.heygem');
  const list = Object.keys(audios).map((id) => ({ id, path: `${id}.wav` }));
  const videos = [{ id: 'v', path: 'v.mp4' }];
  writeFileSync(path, JSON.stringify({ version: 1, videos, audios: list, matrix: {} }));
  return path;
}

async function start(engine: Engine, path: string) {
  const events: string[] = [];
  const plan = await engine.planProject(path);
  const watch = {
    signal: new AbortController().signal,
    onEvent: (event: { kind: string; id: string }) => events.push(`${event.kind} ${event.id}`),
  };
  return { events, batch: engine.startBatch(plan, { force: false, provider: 'cpu' }, watch) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('one long video', () => {
  /** Seconds that a job takes whose segments sleep eight seconds in all, once the workers run. */
  async function spent(parallel: number): Promise<number> {
    const engine = engineOf(parallel);
    // One job starts one worker; all of them are started by one that has segments for all.
    const warm = parallel === 1 ? 'plain' : 'sleepy';
    await (
      await start(engine, project(`warm-${parallel}`, { a: warm }))
    ).batch.done;
    const { batch } = await start(engine, project(`timed-${parallel}`, { a: 'sleepy' }));
    const started = performance.now();
    const { snapshot } = await batch.done;
    expect(snapshot.done).toBe(1);
    return (performance.now() - started) / 1000;
  }

  it('is made at least 3.6 times as fast by four workers that only sleep', async () => {
    const alone = await spent(1);
    const together = await spent(4);
    expect(alone / together).toBeGreaterThan(3.6);
  }, 120_000);
});

describe('two projects at once', () => {
  it('take turns, and one that waits is cancelled at once, whatever runs', async () => {
    const engine = engineOf(1);
    const first = await start(engine, project('one', { a: 'slow', b: 'plain' }));
    const second = await start(engine, project('two', { a: 'plain', b: 'plain' }));
    await until(() => first.events.includes('started v+a'));
    second.batch.cancel(['v+b' as PairId]);
    await until(() => second.events.includes('finished v+b'));
    // The first one's video is still being made.
    expect(first.events).not.toContain('finished v+a');
    const [one, two] = await Promise.all([first.batch.done, second.batch.done]);
    expect(one.snapshot).toMatchObject({ done: 2, cancelled: 0 });
    expect(two.snapshot).toMatchObject({ done: 1, cancelled: 1 });
    // Taken back: the next batch makes just that.
    const again = await start(engine, join(folder, 'two/p.heygem'));
    expect((await again.batch.done).snapshot).toMatchObject({ done: 1, skipped: 1 });
  }, 60_000);

  it('can both be cancelled in mid-job and go on', async () => {
    const engine = engineOf(2);
    const paths = [project('one', { a: 'slow' }), project('two', { a: 'slow' })];
    const runs = await Promise.all(paths.map((path) => start(engine, path)));
    await until(() => runs.every(({ events }) => events.includes('progress v+a')));
    for (const { batch } of runs) batch.cancel(['v+a' as PairId]);
    const summaries = await Promise.all(runs.map(({ batch }) => batch.done));
    expect(summaries.map(({ snapshot }) => snapshot.cancelled)).toEqual([1, 1]);
    const again = await Promise.all(paths.map((path) => start(engine, path)));
    const ended = await Promise.all(again.map(({ batch }) => batch.done));
    expect(ended.map(({ snapshot }) => snapshot.done)).toEqual([1, 1]);
  }, 60_000);

  it('are checked at the same time', async () => {
    const engine = engineOf(1);
    const watch = { signal: new AbortController().signal, onProgress: () => undefined };
    const request = { settings: DEFAULT_SETTINGS, video: join(folder, 'v.mp4') };
    const reports = await Promise.all([1, 2, 3].map(() => engine.check(request, watch)));
    expect(reports).toHaveLength(3);
  });
});

it('a listener that throws stalls nothing and is written down', async () => {
  const engine = engineOf(1);
  const plan = await engine.planProject(project('one', { a: 'plain', b: 'plain' }));
  const watch = {
    signal: new AbortController().signal,
    onEvent: () => {
      throw new Error('a page that is gone');
    },
    onProgress: () => {
      throw new Error('a page that is gone');
    },
  };
  const { snapshot } = await engine.runBatch(plan, { force: false, provider: 'cpu' }, watch);
  expect(snapshot.done).toBe(2);
  expect(await readFile(engine.log.path, 'utf8')).toContain('a page that is gone');
});
