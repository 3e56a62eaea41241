import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CacheCleaning, SettingsView } from '../../../src/protocol/studio.js';
import { SocketPage } from './socketPage.js';
import { StudioRig } from './studioRig.js';

let rig: StudioRig;
beforeEach(async () => {
  rig = new StudioRig();
  await rig.start();
  await rig.enter();
});
afterEach(async () => {
  await rig.stop();
});

const look = async () => JSON.parse((await rig.ask('/api/settings')).body) as SettingsView;
const change = (wish: unknown) => rig.json('/api/settings', 'PUT', wish);
const kept = () =>
  JSON.parse(readFileSync(join(rig.root, '.heygem-studio/settings.json'), 'utf8')) as unknown;

async function restart(flags: Parameters<StudioRig['start']>[0] = {}): Promise<void> {
  await rig.stop();
  await rig.start(flags);
  await rig.enter();
}

describe('the settings of a studio', () => {
  it('tell what holds, where things lie and how much room there is', async () => {
    const view = await look();
    expect(view.settings).toMatchObject({ parallel: 'auto', provider: 'auto', keepPrevious: 1 });
    expect(view.fixed).toEqual([]);
    expect(view.workers).toBeGreaterThan(0);
    expect(view.free).toBeGreaterThan(0);
    expect(view.places).toEqual({
      projects: rig.root,
      cache: join(rig.folder, 'cache'),
      log: rig.engine.log.path,
      state: join(rig.root, '.heygem-studio'),
    });
    expect(view.started).toEqual({ password: false, encrypted: false, trust: false });
  });

  it('hold at once and for the next start', async () => {
    const wish = { parallel: 3, provider: 'cpu', cacheBytes: 2e9, keepPrevious: 4 };
    const { status, body } = await change(wish);
    expect(status).toBe(200);
    expect((JSON.parse(body) as SettingsView).settings).toEqual(wish);
    expect(rig.engine.workers).toBe(3);
    expect((await change({ parallel: 1 })).status).toBe(200);
    expect(rig.engine.workers).toBe(1);
    await restart();
    expect((await look()).settings).toEqual({ ...wish, parallel: 1 });
    expect(rig.engine.workers).toBe(1);
  });

  it('give way to the command line, which is told and never kept', async () => {
    // As it was once said: no.
    await change({ parallel: 2, keepPrevious: false });
    await restart({ flags: { parallel: 5 } });
    const view = await look();
    expect(view).toMatchObject({ settings: { parallel: 5, keepPrevious: 0 }, workers: 5 });
    expect(view.fixed).toEqual(['parallel']);
    // All or none of a wish.
    const { status, body } = await change({ parallel: 1, provider: 'cpu' });
    expect([status, JSON.parse(body)]).toEqual([409, { names: ['parallel'] }]);
    expect((await change({ provider: 'cpu' })).status).toBe(200);
    expect(kept()).toEqual({ parallel: 2, keepPrevious: 0, provider: 'cpu' });
    await restart();
    expect((await look()).settings).toMatchObject({ parallel: 2, provider: 'cpu' });
  });

  it.each([
    '{"parallel":0}',
    '{"parallel":17}',
    '{"parallel":1.5}',
    '{"parallel":"2"}',
    '{"provider":"gpu"}',
    '{"cacheBytes":-1}',
    '{"cacheBytes":1e30}',
    '{"cacheBytes":null}',
    '{"keepPrevious":"yes"}',
    '{"keepPrevious":21}',
    '{"keepPrevious":0.5}',
    '{"workerEntry":"/bin/sh"}',
    '{"__proto__":{"parallel":1}}',
    // All or none: the first is well.
    '{"keepPrevious":false,"parallel":0}',
    '["parallel"]',
    '"parallel"',
    'null',
    '{"parallel":',
  ])('are judged on the server: not %s', async (body) => {
    const before = await look();
    const headers = { 'content-type': 'application/json' };
    const { status } = await rig.ask('/api/settings', { method: 'PUT', headers, body });
    expect(status).toBe(400);
    expect((await look()).settings).toEqual(before.settings);
    expect(existsSync(join(rig.root, '.heygem-studio/settings.json'))).toBe(false);
  });

  it('are as they come where their file was spoilt, in part or as a whole', async () => {
    const file = join(rig.root, '.heygem-studio/settings.json');
    writeFileSync(file, '{"parallel":99,"provider":"cpu","other":1}');
    await restart();
    expect((await look()).settings).toMatchObject({ parallel: 'auto', provider: 'cpu' });
    writeFileSync(file, '{"keepPrevious":true}');
    await restart();
    expect((await look()).settings).toMatchObject({ keepPrevious: 1 });
    writeFileSync(file, '{"parallel"');
    await restart();
    expect((await look()).settings).toMatchObject({ parallel: 'auto', provider: 'auto' });
  });

  it('are nobody else’s to change', async () => {
    const headers = { origin: 'http://evil.example', 'content-type': 'application/json' };
    const body = '{"parallel":1}';
    const foreign = await rig.ask('/api/settings', { method: 'PUT', headers, body });
    expect(foreign.status).toBe(403);
    const stranger = await rig.ask('/api/settings', { method: 'PUT', body, stranger: true });
    expect(stranger.status).toBe(401);
    expect((await rig.ask('/api/settings', { stranger: true })).status).toBe(401);
    expect((await look()).settings.parallel).toBe('auto');
  });

  it('reach what is made: with several workers, videos are made side by side', async () => {
    await change({ parallel: 2 });
    const folder = join(rig.root, 'p');
    mkdirSync(folder);
    for (const name of ['one.wav', 'two.wav']) writeFileSync(join(folder, name), 'slow');
    writeFileSync(join(folder, 'v.mp4'), 'video');
    const audios = ['one', 'two'].map((id) => ({ id, path: `${id}.wav` }));
    const project = { version: 1, title: 'p', videos: [{ id: 'v', path: 'v.mp4' }], audios };
    writeFileSync(join(folder, 'p.heygem'), JSON.stringify({ ...project, matrix: {} }));
    const page = await SocketPage.open(rig, await rig.onlyProject());
    await page.ask({ kind: 'generate', pairs: 'all', force: false });
    await page.viewWhere(
      (view) => view.project?.pairs.every(({ state }) => state.kind === 'running') === true,
    );
    await page.viewWhere(({ run }) => !run.running && run.done === 2);
    page.close();
  });
});

describe('the cache', () => {
  const clean = async (all: boolean) => {
    const { body } = await rig.json('/api/settings/cache', 'POST', { all });
    return JSON.parse(body) as CacheCleaning;
  };

  it('is emptied, or cleaned up to its cap, and only by who says which', async () => {
    const entry = join(rig.folder, 'cache/stills', 'a'.repeat(32));
    mkdirSync(entry, { recursive: true });
    writeFileSync(join(entry, 'poster.jpg'), 'x'.repeat(1000));
    expect((await look()).cacheBytes).toBe(1000);
    expect((await clean(false)).removed).toBe(0);
    expect((await rig.json('/api/settings/cache', 'POST', {})).status).toBe(400);
    expect(existsSync(entry)).toBe(true);
    const cleaning = await clean(true);
    expect(cleaning).toMatchObject({ removed: 1, freedBytes: 1000 });
    expect(cleaning.view.cacheBytes).toBe(0);
    expect(existsSync(entry)).toBe(false);
  });
});
