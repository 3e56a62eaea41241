import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { seriousFindings } from '../webview/rig/axe.js';
import { StudioSession } from './studioRig.js';

const studio = new StudioSession();
const VIDEO = resolve('test/fixtures/presenter-small.mp4');
const SPEECH = resolve('media/demo/speech-en.flac');

beforeAll(async () => {
  copyFileSync(VIDEO, join(studio.folder, '讲师 two.mp4'));
  await studio.start(inject('chromium'));
});
afterAll(() => studio.close());
afterEach(() => {
  expect(studio.troubles).toEqual([]);
});

const project = () => join(studio.projects, '第一课 A', '第一课 A.heygem');
const read = () => JSON.parse(readFileSync(project(), 'utf8')) as Record<string, unknown[]>;
const row = (n: number): Locator => studio.page.locator('hg-pair-row').nth(n);

async function choose(button: string, files: readonly string[]): Promise<void> {
  const { page } = studio;
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  await chooser.setFiles([...files]);
}

function streams(file: string): string {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_type', '-of', 'csv=p=0', file];
  return execFileSync('ffprobe', args).toString().trim().split(/\s+/).join(' ');
}

describe('the studio in a browser', () => {
  it('makes a project from its home page', async () => {
    const { page } = studio;
    await studio.picture('home-empty');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Name of the project').fill('第一课 A');
    await page.keyboard.press('Enter');
    await page.locator('hg-single-page').waitFor();
    await page.getByRole('tab', { name: 'Batch' }).click();
    await page.locator('hg-welcome').waitFor();
    await studio.picture('welcome');
    expect(read()['videos']).toEqual([]);
  });

  it('takes videos by a file dialog, and a speech', async () => {
    await choose('Add videos', [VIDEO, join(studio.folder, '讲师 two.mp4')]);
    await choose('Add audios', [SPEECH]);
    await expect.poll(() => row(1).count()).toBe(1);
    expect(readdirSync(join(project(), '..')).sort()).toEqual([
      ...['presenter-small.mp4', 'speech-en.flac', '第一课 A.heygem', '讲师 two.mp4'],
    ]);
    await studio.picture('two-videos');
    expect(await seriousFindings(studio.page)).toEqual([]);
  });

  it('generates, shows how far it is after a reload, and cancels one', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Generate all' }).click();
    await page
      .locator('hg-pair-row')
      .getByText(/Generating/)
      .first()
      .waitFor();
    await page.reload();
    await page
      .locator('hg-pair-row')
      .getByText(/Generating|Waiting/)
      .first()
      .waitFor();
    await studio.picture('generating');
    await page
      .getByRole('button', { name: /^Cancel/ })
      .last()
      .click();
    await page.locator('hg-pair-row').getByText('Cancelled').first().waitFor();
    await expect
      .poll(() => readdirSync(join(project(), '../out')).some((name) => /^[^.].*mp4$/.test(name)))
      .toBe(true);
    await studio.picture('generated');
  });

  it('plays the result with sound, and gives it and the archive to be kept', async () => {
    const { page } = studio;
    await page.getByRole('tab', { name: 'Results' }).click();
    await studio.picture('results');
    const [archive] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export ZIP' }).click(),
    ]);
    const zip = join(studio.folder, 'results.zip');
    await archive.saveAs(zip);
    expect(archive.suggestedFilename()).toBe('第一课 A.zip');
    execFileSync('python3', ['-m', 'zipfile', '-e', zip, join(studio.folder, 'unpacked')]);
    const unpacked = join(studio.folder, 'unpacked/out');
    const made = readdirSync(unpacked).filter((name) => name.endsWith('.mp4'));
    expect(made).toHaveLength(1);
    expect(streams(join(unpacked, made[0]))).toBe('video audio');
  });

  it('keeps two tabs in step, undoes in both, and follows an edit from outside', async () => {
    const other = await studio.tab();
    await other.goto(studio.page.url());
    await other.getByRole('tab', { name: 'Batch' }).click();
    await other.locator('hg-pair-row').nth(1).waitFor();
    const before = readFileSync(project(), 'utf8');
    writeFileSync(project(), before.replace('"title": "第一课 A"', '"title": "Edited outside"'));
    await other.getByRole('heading', { name: 'Edited outside' }).waitFor();
    await studio.page.getByRole('heading', { name: 'Edited outside' }).waitFor();
    await other.getByRole('button', { name: 'Undo' }).click();
    await studio.page.getByRole('heading', { name: '第一课 A' }).waitFor();
    expect(readFileSync(project(), 'utf8')).toBe(before);
    await studio.page.getByRole('button', { name: 'Redo' }).click();
    await other.getByRole('heading', { name: 'Edited outside' }).waitFor();
    await other.close();
  });

  it('records from a microphone', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Record speech' }).click();
    await page.getByRole('timer').waitFor();
    await page.waitForTimeout(2_500);
    await studio.picture('recording');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Use this recording' }).click();
    await expect.poll(() => read()['audios'].length).toBe(2);
    const made = readdirSync(join(project(), '..')).find((name) => name.startsWith('Recording'));
    expect(streams(join(project(), '..', made ?? ''))).toBe('audio');
  });

  it('speaks Chinese, and shows itself light, dark and on a phone', async () => {
    const { page } = studio;
    await page.getByLabel('Language').selectOption('zh');
    await page.getByRole('tab', { name: '批量' }).click();
    for (const theme of ['light', 'dark'] as const) {
      await page.getByLabel('配色').selectOption(theme);
      await studio.picture(`zh-${theme}`);
      expect(await seriousFindings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await studio.picture('zh-phone');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByLabel('语言').selectOption('en');
    await page.getByRole('tab', { name: 'Batch' }).waitFor();
  });

  it('goes on after kill -9 of the server, and the page with it', async () => {
    const { page } = studio;
    const port = Number(new URL(page.url()).port);
    await page.getByRole('button', { name: 'Generate all' }).click();
    await page
      .locator('hg-pair-row')
      .getByText(/Generating/)
      .first()
      .waitFor();
    await studio.kill();
    await page.getByText('The studio is not reached').waitFor();
    await studio.picture('lost');
    await studio.serve(port);
    // It is the same browser to the new server: the page finds it by itself.
    await page.getByText('The studio is not reached').waitFor({ state: 'detached' });
    await studio.picture('found-again');
    await expect
      .poll(
        () =>
          readdirSync(join(project(), '../out')).filter((name) => /^[^.].*\.mp4$/.test(name))
            .length,
        {
          timeout: 240_000,
        },
      )
      .toBe(4);
  });
});
