import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditorView } from '../../src/protocol/editorView.js';
import { cutTexts } from './rig/cutTexts.js';
import { ElementRig } from './rig/elementRig.js';
import { courseProject, courseView, videoSource } from './rig/sampleViews.js';
import { PageRig, type PageOptions } from './rig/testPage.js';

const FOLDER = join(import.meta.dirname, '../../out/webview');
const CONCERNS = [
  {
    code: 'face-small',
    sentence: 'The face is small: 41 pixels between the eyes.',
    hint: 'Film closer, or use footage of a higher resolution.',
  },
  { code: 'sound-late', sentence: 'The sound comes 0.2 s after the lips.', hint: 'Shift it.' },
];

let rig: ElementRig;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  rig = await ElementRig.start();
});
afterAll(async () => {
  await rig.close();
});

describe('what a check found', () => {
  it('is on the card: the first thing, and the others when asked for', async () => {
    const source = videoSource(1, 'Anna', { concerns: CONCERNS });
    await rig.mount('hg-source-card', { source, current: true });
    const lines = rig.page.locator('.concern');
    expect(await lines.allTextContents()).toEqual([expect.stringContaining('41 pixels')]);
    await rig.page.getByRole('button', { name: 'and 1 more' }).click();
    await expect.poll(() => lines.count()).toBe(2);
    await rig.page.getByRole('button', { name: 'fewer' }).click();
    await expect.poll(() => lines.count()).toBe(1);
    await rig.change({ source: videoSource(1, 'Anna') });
    await expect.poll(() => lines.count()).toBe(0);
  });
});

describe('a check on the page', () => {
  let page: PageRig;
  beforeAll(async () => {
    page = await PageRig.start({ reducedMotion: true });
  });
  afterAll(async () => {
    await page.close();
  });

  const checking = { number: 2, total: 7, name: 'videos/Ben.mp4', fraction: 0.2 };
  const checked = { at: Date.now(), inputs: 7, concerns: 0, unchecked: 0 };
  const says = (text: string | RegExp) =>
    expect.poll(() => page.page.getByText(text).count(), { message: String(text) }).toBe(1);

  it('shows how far it is, and says at once that it stops', async () => {
    await page.open(courseView({ checking: { number: 0, total: 0, name: '', fraction: 0 } }));
    await says('Reading the files');
    await page.push(courseView({ revision: 2, checking }));
    await says('Checking 2 of 7: videos/Ben.mp4');
    await page.page.locator('hg-progress-banner').getByRole('button', { name: 'Cancel' }).click();
    await says('Stopping…');
    expect(await page.sent()).toContainEqual({ kind: 'cancel-check' });
    await expect
      .poll(() => page.page.locator('hg-progress-banner hg-button[disabled]').count())
      .toBe(1);
  });

  it('leaves its result standing, also where that is nothing', async () => {
    await page.open(courseView({ checked }));
    await says(/Checked at .*: all 7 inputs look fine\./);
    await page.push(
      courseView({ revision: 2, checked: { ...checked, concerns: 2, unchecked: 1 } }),
    );
    await says(/2 of 7 inputs need a look\.\s+New or changed since: 1\./);
    await page.push(courseView({ revision: 3, checked, checking }));
    await expect.poll(() => page.page.getByText('Checked at').count()).toBe(0);
  });

  const LOOKS: Readonly<Record<string, PageOptions & { readonly locale?: 'zh' }>> = {
    dark: { theme: 'dark-2026' },
    light: { theme: 'light-2026' },
    hc: { theme: 'hc' },
    narrow: { theme: 'light-2026', width: 350, height: 1400 },
    zh: { theme: 'dark-2026', locale: 'zh' },
  };
  it.each(Object.entries(LOOKS))('is right in %s', async (look, options) => {
    const project = courseProject();
    const [first, second, ...rest] = project.videos;
    const videos = [
      { ...first, concerns: CONCERNS.slice(1) },
      { ...second, concerns: CONCERNS },
      ...rest,
    ];
    const more: Partial<EditorView> = {
      project: { ...project, videos },
      checked: { ...checked, concerns: 2, unchecked: 1 },
      ...(options.locale && { locale: options.locale }),
    };
    for (const state of ['found', 'under way']) {
      await page.open(courseView({ ...more, ...(state === 'under way' && { checking }) }), options);
      await page.page.screenshot({ path: join(FOLDER, `check-${look}-${state}.png`) });
      expect(await cutTexts(page.page)).toEqual([]);
    }
  });
});
