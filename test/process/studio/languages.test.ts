import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SocketPage } from './socketPage.js';
import { StudioRig } from './studioRig.js';

const PROJECT = {
  version: 1,
  title: 'talk',
  videos: [{ id: 'v', path: 'v.mp4' }],
  audios: [
    { id: 'bad', path: 'bad.wav' },
    { id: 'a', path: 'a.wav' },
  ],
  matrix: {},
};
const HAN = /\p{Script=Han}/u;

let rig: StudioRig;
let english: SocketPage;
let chinese: SocketPage;
beforeEach(async () => {
  rig = new StudioRig();
  await rig.start();
  await rig.enter();
  const folder = join(rig.root, 'talk');
  mkdirSync(folder);
  const files = { 'v.mp4': 'video', 'a.wav': 'plain', 'bad.wav': 'no-face clipped' };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'talk.heygem'), JSON.stringify(PROJECT));
  const id = await rig.onlyProject();
  english = await SocketPage.open(rig, id, '?lang=en');
  chinese = await SocketPage.open(rig, id, '?lang=zh');
});
afterEach(async () => {
  english.close();
  chinese.close();
  await rig.stop();
});

const states = async (page: SocketPage) => {
  const view = await page.viewWhere(({ run }) => !run.running && run.done + run.failed === 2);
  return view.project?.pairs.map(({ state }) => state);
};

describe('two pages of one project, each in its language', () => {
  it('word states, failures and summaries for whoever looks', async () => {
    await english.ask({ kind: 'generate', pairs: 'all', force: false });
    const [failed, done] = (await states(english)) ?? [];
    const [failedZh, doneZh] = (await states(chinese)) ?? [];
    expect(english.last.locale).toBe('en');
    expect(chinese.last.locale).toBe('zh');
    expect(failed).toMatchObject({ kind: 'failed' });
    expect(done).toMatchObject({
      kind: 'done',
      summary: 'lips follow well',
      figures: expect.stringMatching(/frames/) as string,
    });
    expect(JSON.stringify([failed, done])).not.toMatch(HAN);
    expect(failedZh).toMatchObject({
      kind: 'failed',
      notice: {
        sentence: expect.stringMatching(HAN) as string,
        hint: expect.stringMatching(HAN) as string,
      },
    });
    expect(doneZh).toMatchObject({
      kind: 'done',
      summary: expect.stringMatching(HAN) as string,
      figures: expect.stringMatching(HAN) as string,
    });
    // The stages on the way, too.
    const stages = (page: SocketPage) =>
      page.views.flatMap(({ project }) =>
        (project?.pairs ?? []).flatMap(({ state }) =>
          state.kind === 'running' ? state.stage : [],
        ),
      );
    expect(stages(english).join('')).not.toMatch(HAN);
    for (const stage of stages(chinese)) expect(stage).toMatch(HAN);
  });

  it('hear what is said in passing, and what a check found, whoever asked for it', async () => {
    await english.ask({ kind: 'check' });
    const found = (page: SocketPage) =>
      page.viewWhere(({ message, checking }) => message !== undefined && checking === undefined);
    const [en, zh] = [await found(english), await found(chinese)];
    expect(en.message?.code).toBe(zh.message?.code);
    expect(en.message?.sentence).not.toMatch(HAN);
    expect(zh.message?.sentence).toMatch(HAN);
    expect(JSON.stringify(en.problems)).not.toMatch(HAN);
    expect(zh.problems.map(({ code }) => code)).toEqual(en.problems.map(({ code }) => code));
    expect(zh.problems).toHaveLength(1);
    for (const { hint } of zh.problems) expect(hint).toMatch(HAN);
  });

  it('are answered and asked in their own', async () => {
    await english.ask({ kind: 'generate', pairs: ['v+a'], force: false });
    await english.viewWhere(({ run, history }) => !run.running && history.length === 1);
    for (const [page, han] of [
      [english, false],
      [chinese, true],
    ] as const) {
      const news = await page.ask({ kind: 'generate', pairs: ['v+a'], force: false });
      const sentence = news.kind === 'news' ? news.notice.sentence : '';
      expect(sentence).not.toBe('');
      expect(HAN.test(sentence)).toBe(han);
      await page.ask({ kind: 'delete-result', pair: 'v+a' });
      expect(HAN.test(page.questions[0])).toBe(han);
    }
  });
});

describe('a page that says nothing of a language', () => {
  it('is told what its browser prefers', async () => {
    const headers = { ...rig.own, 'accept-language': 'zh-CN,en;q=0.5' };
    const page = await SocketPage.open(rig, await rig.onlyProject(), '', headers);
    expect(page.last.locale).toBe('zh');
    page.close();
  });
});
