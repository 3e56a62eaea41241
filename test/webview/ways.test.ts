import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  courseProject,
  courseView,
  EMPTY_PROJECT,
  PREVIEW,
  videoSource,
  view,
} from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

describe('settings', () => {
  it('writes what differs and resets what does not', async () => {
    const { page } = rig;
    await rig.open(courseView());
    await rig.sent();
    await page
      .getByRole('button', { name: 'Settings of 林老师 开场 with Lesson 2 – Safety' })
      .click();
    const slider = page.getByRole('slider', { name: 'Mouth movement' });
    await expect.poll(() => slider.inputValue()).toBe('1.3');
    await slider.press('ArrowLeft');
    await page.getByRole('textbox', { name: 'Quality (CRF)' }).fill('19');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Reset Mouth movement' }).click();
    const scope = { kind: 'pair', video: 'v3', audio: 'a2' };
    expect(await rig.sent()).toEqual([
      { kind: 'edit', edit: { kind: 'set-setting', scope, name: 'strength', value: 1.25 } },
      { kind: 'edit', edit: { kind: 'reset-setting', scope, name: 'strength' } },
    ]);
  });
});

describe('settings that the host refuses', () => {
  it('are not left standing in their fields', async () => {
    const { page } = rig;
    await rig.open(courseView());
    await page.getByRole('tab', { name: 'Settings' }).click();
    const notice = { code: 'x', sentence: 'That is too much.', hint: 'At most 51.' };
    await rig.answer('edit', { kind: 'refused', notice });
    for (const [name, wrong, right] of [
      ['Quality (CRF)', '400', '19'],
      ['Output folder', '/etc', 'out'],
    ]) {
      const field = page.getByRole('textbox', { name });
      await field.fill(wrong);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await expect.poll(() => field.inputValue()).toBe(right);
    }
    const kinds = (await rig.sent()).map((intent) => intent.kind === 'edit' && intent.edit);
    expect(kinds).toEqual([
      { kind: 'set-setting', scope: { kind: 'project' }, name: 'crf', value: 400 },
      { kind: 'set-output', folder: '/etc' },
    ]);
  });
});

describe('the single page', () => {
  it('takes what is added as its choice, pairs it and generates', async () => {
    const { page } = rig;
    await rig.open(view(EMPTY_PROJECT));
    await page.getByRole('tab', { name: 'Single' }).click();
    const { audios } = courseProject();
    const project = { ...EMPTY_PROJECT, videos: [videoSource(1, 'Anna')] };
    await rig.push(view(project, { revision: 2 }));
    await rig.push(view({ ...project, audios: audios.slice(0, 1) }, { revision: 3 }));
    await rig.sent();
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    expect(await rig.sent()).toEqual([
      { kind: 'edit', edit: { kind: 'add-pair', video: 'v1', audio: 'a1' } },
      { kind: 'generate', pairs: ['v1+a1'], force: false },
    ]);
  });
});

describe('two files at once on the single page', () => {
  it('become its choice, whichever way they come; one button makes them', async () => {
    const { page } = rig;
    await rig.open(view(EMPTY_PROJECT));
    await page.getByRole('tab', { name: 'Single' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Generate all' }).count()).toBe(0);
    await page.evaluate(() => {
      const listed = new DataTransfer();
      listed.setData('application/vnd.code.uri-list', 'file:///a/a.mp4\r\nfile:///a/b.wav');
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: listed, bubbles: true }),
      );
    });
    const uris = ['file:///a/a.mp4', 'file:///a/b.wav'];
    expect(await rig.sent()).toEqual([{ kind: 'drop', uris }]);
    const { videos, audios } = courseProject();
    const project = { ...EMPTY_PROJECT, videos: videos.slice(0, 1), audios: audios.slice(0, 1) };
    await rig.push(view(project, { revision: 2 }));
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    expect(await rig.sent()).toEqual([
      { kind: 'edit', edit: { kind: 'add-pair', video: 'v1', audio: 'a1' } },
      { kind: 'generate', pairs: ['v1+a1'], force: false },
    ]);
  });

  it('ends with a result to watch first, and to make again', async () => {
    const { page } = rig;
    const state = { page: 'single', singleVideo: 'v1', singleAudio: 'a1' };
    await rig.open(courseView(), { state });
    await rig.sent();
    await rig.answer('preview', { kind: 'preview', preview: PREVIEW });
    await page.getByRole('button', { name: 'Watch the result' }).click();
    await page.getByRole('slider', { name: 'Position' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Generate again', exact: true }).click();
    expect(await rig.sent()).toEqual([
      { kind: 'preview', pair: 'v1+a1' },
      { kind: 'generate', pairs: ['v1+a1'], force: true },
    ]);
  });
});

describe('dragging over the page', () => {
  it('says where things go, and no longer once they are dropped or taken away', async () => {
    const { page } = rig;
    await rig.open(courseView());
    const over = (type: string) =>
      page.evaluate((name) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData('text/uri-list', 'file:///a/b.wav');
        const options = { dataTransfer, bubbles: true, cancelable: true, relatedTarget: null };
        document.body.dispatchEvent(new DragEvent(name, options));
      }, type);
    const veil = page.getByText('Drop to add to this project');
    for (const end of ['drop', 'dragleave']) {
      await over('dragover');
      await veil.waitFor();
      await over(end);
      await veil.waitFor({ state: 'detached' });
    }
  });
});

describe('pairs of a state', () => {
  it('can be shown alone; where there are none, a button shows all again', async () => {
    const { page } = rig;
    await rig.open(view({ ...courseProject(), pairs: courseProject().pairs.slice(0, 2) }));
    await page.getByRole('combobox', { name: 'Show' }).focus();
    await page.keyboard.press('End');
    await page.getByText('No pair is in this state.').waitFor();
    await expect.poll(() => page.locator('hg-pair-row').count()).toBe(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('hg-pair-row').count()).toBe(2);
  });
});
