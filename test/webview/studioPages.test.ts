import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './rig/axe.js';
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

describe('a file that is missing', () => {
  it('is said to be looked for where the studio looks: nobody can choose a folder there', async () => {
    const folder = join(pages.studio.root, 'Gone');
    mkdirSync(folder);
    const videos = [{ id: 'v', path: 'gone.mp4' }];
    const project = { version: 1, title: 'Gone', videos, audios: [] };
    writeFileSync(join(folder, 'gone.heygem'), JSON.stringify(project));
    const context = await pages.browse();
    const page = await pages.open(context, '/');
    await page.getByRole('link', { name: 'Gone' }).click();
    await page.getByText('looked for in the folder of the studio').waitFor();
    await expect.poll(() => page.getByText('Choose a folder').count()).toBe(0);
    await context.close();
  });
});

describe('a result', () => {
  it('is downloaded under its Chinese name, and deleted after a question, by keyboard', async () => {
    const folder = join(pages.studio.root, '课');
    mkdirSync(folder);
    for (const [name, content] of Object.entries({ 'v.mp4': 'video', 'a.wav': 'plain' }))
      writeFileSync(join(folder, name), content);
    const project = {
      ...{ version: 1, title: '课', videos: [{ id: 'v', path: 'v.mp4' }] },
      ...{ audios: [{ id: 'a', path: 'a.wav' }], matrix: {} },
      output: { folder: 'out', name: '讲师 {video}-{audio}.mp4' },
    };
    writeFileSync(join(folder, '课.heygem'), JSON.stringify(project));
    const context = await pages.browse();
    const page = await pages.open(context, '/');
    await page.getByRole('link', { name: '课' }).click();
    await page.getByRole('button', { name: 'Generate all' }).click();
    await page.getByRole('tab', { name: 'Results' }).click();
    const result = page.getByRole('listitem', { name: '讲师 v-a.mp4' });
    await result.waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download 讲师 v-a.mp4' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('讲师 v-a.mp4');
    await result.focus();
    await page.keyboard.press('Delete');
    await page.getByText('Delete 讲师 v-a.mp4?').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('hg-ask').count()).toBe(0);
    expect(existsSync(join(folder, 'out/讲师 v-a.mp4'))).toBe(true);
    await result.focus();
    await page.keyboard.press('Delete');
    await page.locator('hg-ask').getByRole('button', { name: 'Delete' }).last().focus();
    await page.keyboard.press('Enter');
    await page.getByText('No results yet').waitFor();
    await page.getByText('Deleted 讲师 v-a.mp4.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const [time] = readdirSync(join(folder, 'heygem-bin'));
    expect(readdirSync(join(folder, 'heygem-bin', time))).toContain('讲师 v-a.mp4');
    await context.close();
  });
});

describe('the settings of the server', () => {
  it('are changed on their page, hold after a restart, and give way to a flag', async () => {
    const context = await pages.browse();
    const home = await pages.open(context, '/');
    await home.getByRole('link', { name: 'Settings' }).click();
    await home.waitForURL(/\/settings$/);
    const page = home;
    await page.getByLabel('Videos made side by side').selectOption('2');
    await page.getByText('Saved.').waitFor();
    expect(pages.studio.engine.workers).toBe(2);
    await page.getByLabel('Earlier results that are kept').fill('3');
    await page.keyboard.press('Enter');
    await page.getByLabel('Most that the cache may hold').fill('20');
    await page.keyboard.press('Enter');
    const saved = () => readSettings(pages.studio.root);
    await expect.poll(saved).toEqual({ parallel: 2, keepPrevious: 3, cacheBytes: 20_000_000_000 });
    // The server does not take what no cache can be; what holds is shown again.
    await page.getByLabel('Most that the cache may hold').fill('0.5');
    await page.keyboard.press('Enter');
    await page.getByText('nothing was changed').waitFor();
    await expect
      .poll(() => page.getByLabel('Most that the cache may hold').inputValue())
      .toBe('20');
    expect(saved()).toMatchObject({ cacheBytes: 20_000_000_000 });
    pages.troubles.length = 0;
    await pages.restart({ flags: { parallel: 4 } });
    const later = await pages.open(await pages.browse(), '/settings');
    const parallel = later.getByLabel('Videos made side by side');
    await expect.poll(() => parallel.isDisabled()).toBe(true);
    expect(await parallel.inputValue()).toBe('4');
    await later.getByText('Given as --parallel when the studio was started').waitFor();
    expect(await later.getByLabel('Earlier results that are kept').inputValue()).toBe('3');
    pages.troubles.length = 0;
    await context.close();
  });

  it('fit a phone, in both languages, with nothing serious for axe', async () => {
    for (const locale of ['en-GB', 'zh-CN']) {
      const context = await pages.browse(locale);
      const settings = await pages.open(context, '/settings');
      await settings.locator('dl').first().waitFor();
      const project = await pages.open(context, `/projects/${await pages.studio.create('P')}`);
      await project.locator('hg-header').waitFor();
      for (const [width, page] of [
        [1280, settings],
        [390, settings],
        [390, project],
      ] as const) {
        await page.setViewportSize({ width, height: 844 });
        const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await expect.poll(wide).toBeLessThanOrEqual(0);
        expect(await seriousFindings(page)).toEqual([]);
      }
      await context.close();
    }
  });

  it('empties the cache after asking', async () => {
    const page = await pages.open(await pages.browse(), '/settings');
    await page.getByRole('button', { name: 'Empty the cache' }).click();
    await page.locator('hg-ask').getByRole('button', { name: 'Cancel' }).last().click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Empty the cache' }).click();
    await page.locator('hg-ask').getByRole('button', { name: 'Empty the cache' }).click();
    await page.getByText(/Removed \d+ entries/).waitFor();
  });
});

function readSettings(root: string): unknown {
  const file = join(root, '.heygem-studio/settings.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
