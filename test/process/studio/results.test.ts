import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HomeView } from '../../../src/protocol/studio.js';
import { SocketPage } from './socketPage.js';
import { StudioRig } from './studioRig.js';

const PROJECT = {
  version: 1,
  title: '第一课',
  output: { folder: 'out', name: "讲师 {video} it's {audio}.mp4" },
  videos: [{ id: 'v', path: '讲师 A.mp4' }],
  audios: [{ id: 'a', path: "it's.wav" }],
  matrix: {},
};

let rig: StudioRig;
let page: SocketPage;
let folder: string;
beforeEach(async () => {
  rig = new StudioRig();
  await rig.start();
  await rig.enter();
  folder = join(rig.root, '课');
  mkdirSync(folder);
  writeFileSync(join(folder, '课.heygem'), JSON.stringify(PROJECT));
  writeFileSync(join(folder, '讲师 A.mp4'), 'video');
  writeFileSync(join(folder, "it's.wav"), 'plain');
  page = await SocketPage.open(rig, await rig.onlyProject());
  await page.ask({ kind: 'generate', pairs: 'all', force: false });
  await page.viewWhere(({ run, history }) => !run.running && history.length === 1);
});
afterEach(async () => {
  page.close();
  await rig.stop();
});

const made = () => readdirSync(join(folder, 'out')).filter((name) => !name.startsWith('.'));

describe('a result in the studio', () => {
  it('is downloaded under its own name, Chinese and all', async () => {
    const output = page.last.history[0].output;
    const [name] = output.split('/').slice(-1);
    expect(name).toBe("讲师 v it's a.mp4");
    await page.ask({ kind: 'reveal', output });
    const errand = page.errands.at(-1);
    expect(errand?.kind).toBe('download');
    const { status, headers, body } = await rig.ask(errand?.address ?? '');
    expect(status).toBe(200);
    expect(body).toBe(readFileSync(join(folder, output), 'utf8'));
    const disposition = String(headers['content-disposition']);
    const whole = /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''([^\s';]+)$/;
    expect(decodeURIComponent(whole.exec(disposition)?.[1] ?? '')).toBe(name);
  });

  it('is told of once more to a page that is loaded anew, and to one that comes back', async () => {
    const { ended } = page.last.run;
    expect(ended).toBeDefined();
    page.close();
    // Only after the server has seen that it is gone.
    await expect
      .poll(
        async () => (JSON.parse((await rig.ask('/api/home')).body) as HomeView).projects[0].open,
      )
      .toBe(false);
    const text = readFileSync(join(folder, '课.heygem'), 'utf8');
    writeFileSync(join(folder, '课.heygem'), text.replace('第一课', '第二课'));
    page = await SocketPage.open(rig, await rig.onlyProject());
    const view = await page.viewWhere(({ project }) => project?.title === '第二课');
    expect(view.run.ended).toEqual(ended);
    expect(view.project?.pairs[0].state.kind).toBe('done');
  });

  it('is packed and sent to whoever asks, and nobody is sent an empty archive', async () => {
    expect(await page.ask({ kind: 'export-zip', reports: true })).toEqual({ kind: 'ok' });
    expect(page.errands).toEqual([{ kind: 'download', address: 'results.zip?reports=1' }]);
    await page.viewWhere(({ message }) => message?.code === 'zip-sent');
    page.yes = true;
    await page.ask({ kind: 'delete-result', pair: 'v+a' });
    await page.ask({ kind: 'export-zip' });
    expect(page.errands).toHaveLength(1);
    await page.viewWhere(({ message }) => message?.code === 'zip-nothing');
  });

  it('is moved into the bin beside its project after a yes, with its report', async () => {
    const contents = made().map((name) => readFileSync(join(folder, 'out', name), 'utf8'));
    const names = made();
    expect(names).toHaveLength(2);
    page.yes = true;
    expect(await page.ask({ kind: 'delete-result', pair: 'v+a' })).toEqual({ kind: 'ok' });
    expect(page.questions).toHaveLength(1);
    expect(page.questions[0]).toContain('heygem-bin');
    expect(made()).toEqual([]);
    const [time] = readdirSync(join(folder, 'heygem-bin'));
    const bin = join(folder, 'heygem-bin', time);
    expect(readdirSync(bin).sort()).toEqual(names.sort());
    expect(
      readdirSync(bin)
        .map((name) => readFileSync(join(bin, name), 'utf8'))
        .sort(),
    ).toEqual(contents.sort());
    const view = await page.viewWhere(({ history }) => history.length === 0);
    expect(view.project?.pairs[0].state.kind).toBe('stale');
  });

  it('stays after a no, and where a page goes away instead of answering', async () => {
    page.yes = false;
    expect(await page.ask({ kind: 'delete-result', pair: 'v+a' })).toEqual({ kind: 'declined' });
    const other = await SocketPage.open(rig, await rig.onlyProject());
    other.yes = undefined;
    void other.ask({ kind: 'delete-result', pair: 'v+a' });
    await expect.poll(() => other.questions.length).toBe(1);
    other.close();
    await page.ask({ kind: 'ready' });
    expect(made()).toHaveLength(2);
    expect(existsSync(join(folder, 'heygem-bin'))).toBe(false);
  });
});
