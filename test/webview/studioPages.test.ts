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

describe('the language', () => {
  it('is that of each browser, until it is switched there; nobody else is concerned', async () => {
    const id = await pages.studio.create('Talk');
    const [anna, lin] = [await pages.browse('en-GB'), await pages.browse('zh-CN')];
    const [english, chinese] = [
      await pages.open(anna, `/projects/${id}`),
      await pages.open(lin, `/projects/${id}`),
    ];
    const tab = (page: typeof english, name: string) => page.getByRole('tab', { name }).waitFor();
    await tab(english, 'Results');
    await tab(chinese, '成片');
    await english.getByLabel('Language').selectOption('zh');
    await tab(english, '成片');
    // One tab more knows it too, on every page, and after a new visit.
    const home = await pages.open(anna, '/');
    await home.getByRole('button', { name: '新建项目' }).waitFor();
    expect(await home.evaluate(() => document.documentElement.lang)).toBe('zh');
    await english.getByLabel('语言').selectOption('en');
    await tab(english, 'Results');
    await tab(chinese, '成片');
    // A tab that was there before stays what it is until it is loaded anew.
    await home.getByRole('button', { name: '新建项目' }).waitFor();
    await anna.close();
    await lin.close();
  });
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
