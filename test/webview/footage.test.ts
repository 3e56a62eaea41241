import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditorView } from '../../src/protocol/editorView.js';
import { seriousFindings } from './rig/axe.js';
import { COMPARISON, courseView, EMPTY_PROJECT, view } from './rig/sampleViews.js';
import { PageRig, type Theme } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

const COPYING: EditorView['files'] = {
  ...{ kind: 'copying', name: 'Lesson 2 – Safety.wav', number: 2, total: 3 },
  fraction: 0.426,
};
const REPEATED: EditorView['repeated'] = [{ name: 'take 1 (1).mp4', known: 'Anna, studio' }];

async function opened(more: Partial<EditorView>): Promise<void> {
  await rig.open(courseView(more));
  await rig.sent();
}

describe('files that are missing', () => {
  it('are told, and looked for', async () => {
    await opened({});
    const { page } = rig;
    await page.getByText('Lesson 5 – Summary is missing.').waitFor();
    await page.getByRole('button', { name: 'Find missing files…' }).click();
    expect(await rig.sent()).toEqual([{ kind: 'find-missing' }]);
  });

  it('are not told where none is', async () => {
    await rig.open(view(EMPTY_PROJECT));
    await expect.poll(() => rig.page.locator('hg-welcome').count()).toBe(1);
    await expect
      .poll(() => rig.page.getByRole('button', { name: 'Find missing files…' }).count())
      .toBe(0);
  });

  it('are looked for until somebody stops it', async () => {
    await opened({ files: { kind: 'looking', folder: 'Footage', files: 1234 } });
    const { page } = rig;
    await page.getByText('Looking through Footage: 1234 files so far').waitFor();
    // What is under way is not begun again.
    await expect
      .poll(() => page.getByRole('button', { name: 'Find missing files…' }).count())
      .toBe(0);
    await page.locator('hg-file-work').getByRole('button', { name: 'Cancel' }).click();
    expect(await rig.sent()).toEqual([{ kind: 'stop-files' }]);
  });
});

describe('an empty project', () => {
  it('offers a sample', async () => {
    await rig.open(view(EMPTY_PROJECT));
    await rig.sent();
    await rig.page.getByRole('button', { name: 'Try a sample project' }).click();
    expect(await rig.sent()).toEqual([{ kind: 'sample-project' }]);
  });
});

describe('files on their way', () => {
  it('show how far they are, and are stopped', async () => {
    await opened({ files: COPYING });
    const { page } = rig;
    const name = 'Copying Lesson 2 – Safety.wav, 2 of 3: 42 %';
    const bar = page.getByRole('progressbar', { name });
    await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('43');
    await page.locator('hg-file-work').getByRole('button', { name: 'Cancel' }).click();
    expect(await rig.sent()).toEqual([{ kind: 'stop-files' }]);
  });
});

describe('a file that is there twice', () => {
  it('is news, with both ways to go on', async () => {
    await opened({ repeated: REPEATED });
    const { page } = rig;
    const news = page.getByRole('status').filter({ hasText: 'already, as Anna, studio' });
    await news.getByRole('button', { name: 'Add anyway' }).click();
    await news.getByRole('button', { name: 'Leave it' }).click();
    expect(await rig.sent()).toEqual([
      { kind: 'add-again', yes: true },
      { kind: 'add-again', yes: false },
    ]);
  });
});

describe('several earlier results', () => {
  const [first, ...others] = courseView().history;
  const older = [2, 3].map((number) => {
    return { number, made: Date.UTC(2026, 3, 10 - number), size: 40_000_000 + number };
  });
  const withOlder = () => courseView({ history: [{ ...first, older }, ...others] });

  it('are listed, and each is compared with', async () => {
    await rig.open(withOlder());
    const { page } = rig;
    await rig.answer('compare', COMPARISON);
    await page.getByRole('tab', { name: 'Results' }).click();
    const links = page.locator('.earlier button');
    await expect.poll(() => links.count()).toBe(3);
    await rig.sent();
    await links.nth(2).click();
    await page.getByRole('slider', { name: 'Position' }).waitFor();
    const compared = async () => (await rig.sent()).filter(({ kind }) => kind === 'compare');
    expect(await compared()).toEqual([{ kind: 'compare', pair: first.pair, number: 3 }]);
    // Another is chosen in the window itself.
    const which = page.locator('hg-preview').getByRole('combobox', { name: 'Which earlier' });
    await which.press('ArrowUp');
    await expect.poll(compared).toEqual([{ kind: 'compare', pair: first.pair, number: 2 }]);
  });

  it('are seen by all', async () => {
    await rig.open(withOlder(), { width: 350 });
    await rig.answer('poster', { kind: 'frame', image: '/still/1' });
    await rig.page.getByRole('tab', { name: 'Results' }).click();
    await rig.page.locator('.earlier button').first().waitFor();
    expect(await seriousFindings(rig.page)).toEqual([]);
    const over = await rig.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
});

describe('the banners about files', () => {
  const themes: readonly Theme[] = ['light', 'dark', 'hc'];
  it.each(themes)('are seen by all in %s', async (theme) => {
    for (const files of [undefined, COPYING]) {
      const more = { repeated: REPEATED, ...(files && { files }) };
      await rig.open(courseView(more), { theme });
      expect(await seriousFindings(rig.page)).toEqual([]);
    }
  });

  it('fit a narrow page, in Chinese too', async () => {
    for (const locale of ['en', 'zh'] as const) {
      for (const files of [undefined, COPYING]) {
        const more = { locale, repeated: REPEATED, ...(files && { files }) };
        await rig.open(courseView(more), { width: 350 });
        const over = await rig.page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth,
        );
        expect(over, locale).toBeLessThanOrEqual(0);
      }
    }
  });
});
