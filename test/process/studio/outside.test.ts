import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SocketPage } from './socketPage.js';
import { StudioRig } from './studioRig.js';

const PROJECT = {
  version: 1,
  title: 'greedy',
  allowOutsidePaths: true,
  videos: [{ id: 'v', path: 'v.mp4' }],
  audios: [
    { id: 'up', path: '../../secret.wav' },
    { id: 'linked', path: 'linked.wav' },
  ],
  output: { folder: '../../taken', name: '{video}-{audio}.mp4' },
  matrix: {},
};

let rig: StudioRig;
let page: SocketPage | undefined;
beforeEach(() => {
  rig = new StudioRig();
  const folder = join(rig.root, 'p');
  mkdirSync(folder, { recursive: true });
  // Beside the served folder, not in it.
  writeFileSync(join(rig.folder, 'secret.wav'), 'plain');
  symlinkSync(join(rig.folder, 'secret.wav'), join(folder, 'linked.wav'));
  writeFileSync(join(folder, 'v.mp4'), 'video');
  writeFileSync(join(folder, 'p.heygem'), JSON.stringify(PROJECT));
});
afterEach(async () => {
  page?.close();
  await rig.stop();
});

async function open(trusted: boolean): Promise<SocketPage> {
  rig.trusted = trusted;
  await rig.start();
  await rig.enter();
  page = await SocketPage.open(rig, await rig.onlyProject());
  return page;
}

describe('a project that says it may use files outside its folder', () => {
  it('does not get them in the studio, and is told so', async () => {
    const asking = await open(false);
    const view = await asking.viewWhere(({ project }) =>
      (project?.audios ?? []).every(({ facts }) => facts.kind === 'unreadable'),
    );
    expect(view.outsideRefused).toBe(true);
    await asking.viewWhere(({ project }) => project?.videos[0].facts.kind === 'ready');
    await asking.ask({ kind: 'generate', pairs: 'all', force: true });
    await asking.ask({ kind: 'check' });
    const after = await asking.viewWhere(({ run, checking }) => !run.running && !checking);
    for (const { state } of after.project?.pairs ?? [])
      expect(['invalid', 'failed']).toContain(state.kind);
    expect(existsSync(join(rig.folder, 'taken'))).toBe(false);
    // Of the video, which lies where it may; of nothing else was anything learnt.
    expect(readdirSync(join(rig.folder, 'cache/media'))).toHaveLength(1);
  });

  it('does, where the studio was told to trust', async () => {
    const asking = await open(true);
    const view = await asking.viewWhere(({ project }) =>
      (project?.audios ?? []).every(({ facts }) => facts.kind === 'ready'),
    );
    expect(view.outsideRefused).toBeUndefined();
    await asking.ask({ kind: 'generate', pairs: 'all', force: false });
    const { history } = await asking.viewWhere((each) => each.history.length === 2);
    expect(readdirSync(join(rig.folder, 'taken'))).toContain('v-up.mp4');
    await asking.ask({ kind: 'reveal', output: history[0].output });
    const { status } = await rig.ask(asking.errands[0].address);
    expect(status).toBe(200);
  });
});
