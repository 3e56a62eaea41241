import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StudioPages } from './rig/studioPages.js';

let pages: StudioPages;
beforeAll(async () => {
  pages = await StudioPages.start();
});
afterAll(() => pages.close());
afterEach(() => {
  expect(pages.troubles).toEqual([]);
});

describe('a project made in the studio', () => {
  it('opens on Single, and then on the tab that was open last in that browser', async () => {
    const context = await pages.browse();
    const page = await pages.open(context, '/');
    const selected = () => page.getByRole('tab', { selected: true }).textContent();
    await page.getByLabel('Name of the project').fill('One');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/projects\//);
    await expect.poll(selected).toContain('Single');
    await page.reload();
    await expect.poll(selected).toContain('Single');
    await page.getByRole('tab', { name: 'Results' }).click();
    await page.reload();
    await expect.poll(selected).toContain('Results');
    // Another project has a tab of its own, and another browser has not chosen yet.
    const second = await pages.open(context, `/projects/${await pages.studio.create('Two')}`);
    const elsewhere = await pages.open(await pages.browse(), page.url());
    for (const each of [second, elsewhere])
      await expect
        .poll(() => each.getByRole('tab', { selected: true }).textContent())
        .toContain('Batch');
    await context.close();
  });
});
