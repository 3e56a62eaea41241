import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutTexts } from './rig/cutTexts.js';
import { ElementRig } from './rig/elementRig.js';
import { courseProject, courseView, TWO_FACES, videoSource } from './rig/sampleViews.js';
import { show } from './rig/parts.js';
import { PageRig, type PageOptions } from './rig/testPage.js';

const FOLDER = join(import.meta.dirname, '../../out/webview');
const VIDEO = videoSource(1, 'Panel');

let rig: ElementRig;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  rig = await ElementRig.start();
});
afterAll(async () => {
  await rig.close();
});
beforeEach(async () => {
  await rig.answer('frame', { kind: 'frame', image: '/still/1' });
  await rig.answer('faces', { kind: 'faces', faces: TWO_FACES });
});

const use = () => rig.page.getByRole('button', { name: 'Use this face' });
const checked = () =>
  expect.poll(() => rig.page.getByRole('radio', { checked: true }).getAttribute('aria-label'));

/** Clicks at fractions of the picture. */
async function clickAt(x: number, y: number): Promise<void> {
  const box = await rig.page.locator('.stage').boundingBox();
  if (!box) throw new Error('no picture');
  await rig.page.mouse.click(box.x + x * box.width, box.y + y * box.height);
}

describe('the faces in a frame', () => {
  it('are drawn where they are, and the largest is chosen', async () => {
    await rig.mount('hg-face-chooser', { video: VIDEO });
    await checked().toContain('Face 2 of 2');
    const stage = await rig.page.locator('.stage').boundingBox();
    const box = await rig.page.locator('.face').first().boundingBox();
    const { x, y, width, height } = TWO_FACES[1];
    if (!stage || !box) throw new Error('nothing is shown');
    expect((box.x + box.width / 2 - stage.x) / stage.width).toBeCloseTo(x, 2);
    expect((box.y + box.height / 2 - stage.y) / stage.height).toBeCloseTo(y, 2);
    expect(box.width / stage.width).toBeCloseTo(width, 1);
    expect(box.height / stage.height).toBeCloseTo(height, 1);
  });

  it('begin with the one that was chosen', async () => {
    const face = { x: 0.21, y: 0.41, time: 1 };
    await rig.mount('hg-face-chooser', { video: { ...VIDEO, face } });
    await checked().toContain('Face 1 of 2');
  });

  it('are taken by a click in a box or just beside it; the wall is refused in words', async () => {
    await rig.mount('hg-face-chooser', { video: VIDEO });
    await checked().toContain('Face 2 of 2');
    await clickAt(0.2, 0.4);
    await checked().toContain('Face 1 of 2');
    await clickAt(0.65, 0.45);
    await checked().toContain('Face 2 of 2');
    await clickAt(0.95, 0.9);
    const refusal = rig.page.getByText('No face here');
    await expect.poll(() => refusal.count()).toBe(1);
    await checked().toContain('Face 2 of 2');
    await clickAt(0.13, 0.4);
    await checked().toContain('Face 1 of 2');
    await expect.poll(() => refusal.count()).toBe(0);
    await rig.asked();
    await use().click();
    const face = { x: 0.2, y: 0.4, time: 0 };
    const edit = { kind: 'set-face', video: 'v1', face };
    expect(await rig.asked()).toEqual([{ kind: 'edit', edit }]);
    expect(await rig.heard()).toEqual([['close']]);
  });

  it('are walked by Tab', async () => {
    await rig.mount('hg-face-chooser', { video: VIDEO });
    await checked().toContain('Face 2 of 2');
    await rig.press('Shift+Tab');
    expect(await rig.focused()).toContain('Face 1 of 2');
    await checked().toContain('Face 1 of 2');
    await rig.press('ArrowDown');
    await checked().toContain('Face 2 of 2');
  });

  it('may be none: that is said, nothing can be taken, and another moment is offered', async () => {
    await rig.answer('faces', { kind: 'faces', faces: [] });
    await rig.mount('hg-face-chooser', { video: VIDEO });
    await expect.poll(() => rig.page.getByText(/No face is found at 0:00/).count()).toBe(1);
    await expect.poll(() => use().isDisabled()).toBe(true);
    const earlier = rig.page.getByRole('button', { name: '2 s earlier' });
    await expect.poll(() => earlier.isDisabled()).toBe(true);
    await rig.answer('faces', { kind: 'faces', faces: TWO_FACES });
    await rig.asked();
    await rig.page.getByRole('button', { name: '2 s later' }).click();
    expect(await rig.asked()).toEqual([
      { kind: 'frame', video: 'v1', time: 2 },
      { kind: 'faces', video: 'v1', time: 2 },
    ]);
    await checked().toContain('Face 2 of 2');
    await expect.poll(() => use().isDisabled()).toBe(false);
  });
});

describe('a card', () => {
  const facts = {
    ...(VIDEO.facts as Extract<typeof VIDEO.facts, { kind: 'ready' }>),
    picture: { width: 1080, height: 1920, rate: 25 },
    faces: [{ x: 0.5, y: 0.2, width: 0.3, height: 0.2 }],
  };

  it('tells of several faces, and shows a portrait where its face is', async () => {
    await rig.mount('hg-source-card', { source: { ...VIDEO, facts, mostFaces: 2 } });
    await expect.poll(() => rig.page.getByText('2 faces').count()).toBe(1);
    const picture = rig.page.locator('img');
    const position = () => picture.evaluate((img) => getComputedStyle(img).objectPosition);
    await expect.poll(position).toBe('50% 6.1%');
    await expect.poll(() => rig.page.locator('.face-mark').count()).toBe(0);
    const face = { x: 0.5, y: 0.8, time: 3 };
    await rig.change({ source: { ...VIDEO, facts, face } });
    await expect.poll(position).toBe('50% 93.9%');
    const frame = await rig.page.locator('.picture').boundingBox();
    const mark = await rig.page.locator('.face-mark').boundingBox();
    if (!frame || !mark) throw new Error('no mark');
    expect(mark.x + mark.width / 2 - frame.x).toBeCloseTo(frame.width / 2, 0);
    expect(mark.y + mark.height / 2 - frame.y).toBeCloseTo(frame.height / 2, 0);
  });
});

describe('the window', () => {
  let page: PageRig;
  beforeAll(async () => {
    page = await PageRig.start({ reducedMotion: true });
  });
  afterAll(async () => {
    await page.close();
  });
  const LOOKS: Readonly<Record<string, PageOptions & { readonly locale?: 'zh' }>> = {
    dark: { theme: 'dark-2026' },
    light: { theme: 'light-2026' },
    hc: { theme: 'hc' },
    narrow: { theme: 'light-2026', width: 350 },
    zh: { theme: 'dark-2026', locale: 'zh' },
  };
  it.each(Object.entries(LOOKS))('is right in %s', async (look, options) => {
    const more = options.locale ? { locale: options.locale } : {};
    const { videos, ...project } = courseProject();
    const several = videos.map((video) => ({ ...video, mostFaces: 2 }));
    await page.open(courseView({ ...more, project: { ...project, videos: several } }), options);
    await page.page.screenshot({ path: join(FOLDER, `faces-${look}-cards.png`) });
    await show(page, 'face');
    await page.page.screenshot({ path: join(FOLDER, `faces-${look}.png`) });
    expect(await cutTexts(page.page)).toEqual([]);
    await page.answer('faces', { kind: 'faces', faces: [] });
    await page.page.getByRole('slider').first().focus();
    await page.page.keyboard.press('ArrowRight');
    await page.page.locator('.said hg-button').first().waitFor();
    await page.page.screenshot({ path: join(FOLDER, `faces-${look}-none.png`) });
    expect(await cutTexts(page.page)).toEqual([]);
  });
});
