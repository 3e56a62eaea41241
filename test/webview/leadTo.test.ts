import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemView } from '../../src/protocol/editorView.js';
import { courseProject, courseView, pair, videoSource } from './rig/sampleViews.js';
import { cutTexts } from './rig/cutTexts.js';
import { PageRig, type PageOptions } from './rig/testPage.js';

const FOLDER = join(import.meta.dirname, '../../out/webview');

let rig: PageRig;
beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});
afterAll(async () => {
  await rig.close();
});

const PLACE = { code: 'face-small', severity: 'warning', line: 40, column: 9 } as const;
const problem = (sentence: string, about?: ProblemView['about']): ProblemView => ({
  ...PLACE,
  ...{ sentence, hint: 'Look at it.' },
  ...(about && { about }),
});

/** Whether the item is marked, has the focus, and is seen. */
async function ledTo(name: string): Promise<void> {
  const item = rig.page.locator('.spotlit');
  await expect.poll(() => item.getAttribute('aria-label')).toContain(name);
  await expect.poll(() => item.evaluate((each) => each.matches(':focus'))).toBe(true);
  const box = await item.boundingBox();
  expect(box && box.y > 0 && box.y + box.height <= 900).toBe(true);
}

describe('a click on a problem', () => {
  it('shows the card, far down its shelf and from another tab', async () => {
    const project = courseProject();
    const videos = Array.from({ length: 80 }, (_, at) => videoSource(at, `Take ${at}`));
    const about = { kind: 'source', list: 'videos', id: 'v77' } as const;
    const problems = [problem('Take 77 is dark', about)];
    await rig.open(courseView({ project: { ...project, videos, pairs: [] }, problems }));
    await rig.page.getByRole('tab', { name: 'Settings' }).click();
    await rig.page.getByRole('button', { name: /Take 77 is dark/ }).click();
    await ledTo('Take 77');
    await rig.page.getByRole('button', { name: 'Line 40, column 9' }).click();
    expect(await rig.sent()).toContainEqual({ kind: 'open-as-text', line: 40, column: 9 });
    await expect.poll(() => rig.page.locator('.spotlit').count(), { timeout: 5000 }).toBe(0);
  });

  it('shows the row of a pair, though the matrix or a filter hides it', async () => {
    const project = courseProject();
    const pairs = [...project.pairs, pair('v3', 'a4', { kind: 'new' })];
    const problems = [problem('Twice the same', { kind: 'pair', id: 'v3+a4' })];
    await rig.open(courseView({ project: { ...project, pairs }, problems }));
    await rig.page.getByRole('radio', { name: 'Matrix' }).click();
    await rig.page.getByRole('button', { name: /Twice the same/ }).click();
    await ledTo('林老师 开场');
  });

  it('leads to the exact place in the text where nothing on the page is it', async () => {
    await rig.open(courseView({ problems: [problem('An unknown field')] }));
    await rig.page.getByRole('button', { name: /An unknown field/ }).click();
    expect(await rig.sent()).toEqual([{ kind: 'open-as-text', line: 40, column: 9 }]);
  });
});

const LOOKS: Readonly<Record<string, PageOptions>> = {
  dark: { theme: 'dark-2026' },
  hc: { theme: 'hc' },
  narrow: { theme: 'light-2026', width: 350 },
};
it.each(Object.entries(LOOKS))('looks right in %s', async (look, options) => {
  mkdirSync(FOLDER, { recursive: true });
  const about = { kind: 'source', list: 'videos', id: 'v2' } as const;
  const problems = [problem('videos/Ben at the whiteboard.mp4: The face is small.', about)];
  await rig.open(courseView({ problems: [...problems, problem('An unknown field')] }), options);
  await rig.page.getByRole('button', { name: /The face is small/ }).click();
  await ledTo('Ben');
  await rig.page.screenshot({ path: join(FOLDER, `led-${look}.png`) });
  expect(await cutTexts(rig.page)).toEqual([]);
});
