import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { makeManySample, makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

describe('looks', () => {
  let sample: Sample;
  let studio: StudioPage;
  const fill = (folder: string) => {
    sample = makeSample(ROOT, folder, { broken: true });
  };
  const session = useSession('looks', fill, {
    command: 'HeyGem: 全部生成',
    server: { locale: 'zh-cn' },
    browser: { locale: 'zh-CN' },
  });
  beforeAll(() => {
    studio = new StudioPage(session().workbench.webview());
  });

  const step = steps(session);

  step('speaks Chinese where VS Code does', 'chinese', async ({ workbench }) => {
    await workbench.openFile(sample.name);
    await studio.isShown();
    await studio.button('全部生成').waitFor();
    for (const name of ['批量', '单个', '成片', '设置']) await studio.tab(name).waitFor();
    await expect.poll(() => studio.frame.getByText(/Generate|Settings|Videos/).count()).toBe(0);
  });

  step('shows the settings', 'settings', async () => {
    await studio.tab('设置').click();
    await studio.frame.locator('hg-settings-page').getByRole('slider').first().waitFor();
  });

  step('is dark in a dark theme', 'dark', async ({ workbench }) => {
    await workbench.useTheme('Dark Modern');
    await expect.poll(() => background(studio)).toBeLessThan(80);
  });

  step('shows the single page', 'dark-single', async () => {
    await studio.tab('单个').click();
    await studio.frame.locator('hg-single-page').waitFor();
  });

  step('follows high contrast', 'high-contrast', async ({ workbench }) => {
    await workbench.useTheme('Dark High Contrast');
    await studio.tab('批量').click();
    await expect.poll(() => background(studio)).toBeLessThan(5);
  });

  step('follows high contrast light', 'high-contrast-light', async ({ workbench }) => {
    await workbench.useTheme('Light High Contrast');
    await expect.poll(() => background(studio)).toBeGreaterThan(250);
  });

  step('fits a narrow column', 'narrow', async ({ page, workbench }) => {
    await workbench.hideSideBar();
    await page.setViewportSize({ width: 410, height: 900 });
    await expect.poll(() => overflow(studio)).toBeLessThanOrEqual(0);
  });

  step('teaches where a project is empty', 'empty', async ({ page, workbench }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    writeFileSync(join(sample.folder, 'empty.heygem'), '{ "version": 1 }\n');
    await workbench.quickOpen('empty.heygem');
    const empty = new StudioPage(workbench.webview(0));
    await empty.frame.getByText('添加视频').first().waitFor();
  });

  step('opens a thousand pairs at once', 'many', async ({ page, workbench }) => {
    const name = makeManySample(ROOT, sample.folder);
    await workbench.showExplorer();
    await workbench.explorerRow(name).first().waitFor();
    const started = performance.now();
    await workbench.openFile(name);
    const many = page.locator('iframe.webview.ready:visible').last().contentFrame();
    const rows = many.locator('#active-frame').contentFrame().locator('hg-pair-row');
    await rows.first().waitFor();
    const seconds = (performance.now() - started) / 1000;
    console.log(`200 videos with 5 audios opened in ${seconds.toFixed(2)} s`);
    // The goal is 1.5 s where nothing else runs; a machine with other work took 4.
    expect(seconds).toBeLessThan(10);
  });
});

/** 0 is black, 255 is white. */
async function background({ frame }: StudioPage): Promise<number> {
  return frame.locator('body').evaluate((body) => {
    const name = '--vscode-editor-background';
    const colour = getComputedStyle(body.ownerDocument.documentElement).getPropertyValue(name);
    const digits = /^#(..)(..)(..)/.exec(colour.trim())?.slice(1) ?? [];
    return digits.reduce((sum, digit) => sum + parseInt(digit, 16), 0) / 3;
  });
}

/** Pixels that the page is wider than its window. */
async function overflow({ frame }: StudioPage): Promise<number> {
  return frame.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
}
