import { expect, it } from 'vitest';
import { seriousFindings } from '../../webview/rig/axe.js';
import { choose, openTab, rows } from './lesson.js';
import { SPEECH, VIDEO } from './media.js';
import type { StudioSession } from './session.js';
import { targetsOf } from './targets.js';

const TITLE = 'On the sofa';
/** CSS pixels: WCAG 2.5.8 (AA) asks for 24; a thumb for more. */
const LEAST = 24;
const THUMB = 36;

/** What a person does with the studio on a phone, by touch alone. */
export function onPhone(studio: StudioSession): void {
  /** No page scrolls sideways, and what is to be touched is large enough for it. */
  async function assertFits(...main: readonly string[]): Promise<void> {
    const { page } = studio;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const targets = await targetsOf(page);
    const small = targets.filter(({ width, height }) => Math.min(width, height) < LEAST);
    expect(small).toEqual([]);
    for (const name of main) {
      const box = await page.getByRole('button', { name }).first().boundingBox();
      expect(box?.height ?? 0, name).toBeGreaterThanOrEqual(THUMB);
    }
  }

  it('makes a project', async () => {
    const { page } = studio;
    await page.getByText('There is no project here yet').waitFor();
    await assertFits('New project');
    await page.getByLabel('Name of the project').tap();
    await page.getByLabel('Name of the project').fill(TITLE);
    await page.getByRole('button', { name: 'New project' }).tap();
    await page.locator('hg-single-page').waitFor();
    await studio.picture('1-single');
    await assertFits();
  });

  it('takes a video and a speech, and makes the result', async () => {
    const { page } = studio;
    await openTab(page, 'Batch');
    await choose(page, () => page.getByRole('button', { name: 'Add videos' }).first().tap(), [
      VIDEO,
    ]);
    await choose(page, () => page.getByRole('button', { name: 'Add audios' }).first().tap(), [
      SPEECH,
    ]);
    await rows(page).first().waitFor();
    await studio.picture('2-batch');
    expect(await seriousFindings(page)).toEqual([]);
    await assertFits('Generate all', 'Add videos', 'Record speech');
    await page.getByRole('button', { name: 'Generate all' }).tap();
    await expect.poll(() => studio.results(TITLE).length, { timeout: 120_000 }).toBe(1);
    await rows(page)
      .getByText(/^(Done|Up to date)/)
      .first()
      .waitFor();
    await studio.picture('3-made');
  });

  it('plays the result in its list', async () => {
    const { page } = studio;
    await page.getByRole('tab', { name: 'Results' }).tap();
    const results = page.locator('hg-history-page');
    await results.getByRole('button', { name: /^Play/ }).first().tap();
    await expect
      .poll(() =>
        page
          .locator('hg-result-player video')
          .evaluate((video: HTMLVideoElement) => video.currentTime),
      )
      .toBeGreaterThan(0.2);
    await studio.picture('4-results');
    await assertFits('Export ZIP');
    expect(await seriousFindings(page)).toEqual([]);
  });
}
