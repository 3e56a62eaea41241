import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { processesWith } from '../rig/processes.js';
import { makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

const PATIENT = { timeout: 200_000, interval: 150 };

describe('generating', () => {
  let sample: Sample;
  let studio: StudioPage;
  const fill = (folder: string) => {
    sample = makeSample(ROOT, folder, { broken: true });
  };
  const settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  const session = useSession('generate', fill, { server: { settings } });
  beforeAll(async () => {
    const { workbench } = session();
    studio = new StudioPage(workbench.webview());
    await workbench.openFile(sample.name);
    await studio.isShown();
  });

  const step = steps(session);
  const shown = (row: Locator) => row.innerText();

  step('starts from the palette, and progress moves', 'running', async ({ workbench }) => {
    await expect.poll(() => studio.rows().count()).toBe(6);
    await workbench.command('HeyGem: Generate All');
    const row = studio.row('Presenter', 'Hello');
    await expect.poll(() => shown(row), PATIENT).toContain('Generating');
    const bar = row.getByRole('progressbar');
    const at = async () => Number(await bar.getAttribute('aria-valuenow', { timeout: 500 }));
    const seen = new Set<number>();
    await expect
      .poll(async () => {
        seen.add(await at().catch(() => -1));
        return [...seen].filter((value) => value > 0).length;
      }, PATIENT)
      .toBeGreaterThan(2);
  });

  step('cancels one job and goes on with the others', 'cancelled', async () => {
    const row = studio.row('second take', '你好');
    await row.getByRole('button', { name: /^Cancel/ }).click();
    await expect.poll(() => shown(row)).toContain('Cancelled');
    expect(await studio.progress().innerText()).toMatch(/of \d/);
  });

  step('finds its state again after the window was reloaded', 'reloaded', async ({ workbench }) => {
    await expect.poll(() => shown(studio.row('Presenter', 'Hello')), PATIENT).toMatch(/Done/);
    await workbench.reload();
    await studio.isShown();
    await expect
      .poll(() => shown(studio.row('Presenter', 'Hello')), PATIENT)
      .toMatch(/Done|Up to date/);
    await expect
      .poll(() => shown(studio.row('second take', 'Hello')), PATIENT)
      .toMatch(/Generating|Waiting|Done|Up to date/);
  });

  step('ends with what could be made, and says why the rest was not', 'ended', async () => {
    await expect
      .poll(() => shown(studio.row('second take', 'Hello')), PATIENT)
      .toMatch(/Done|Up to date/);
    const failed = studio.row('broken.mp4', 'Hello');
    await expect.poll(() => shown(failed), PATIENT).toMatch(/Failed|Not possible/);
    await expect.poll(() => studio.button('Cancel all').count(), PATIENT).toBe(0);
    const [, ...words] = (await shown(failed)).split(/Failed|Not possible/);
    expect(words.join(' ').trim().length).toBeGreaterThan(20);
    // What a person cancelled stays cancelled, whatever happened to the window since.
    expect(await shown(studio.row('second take', '你好'))).toMatch(/New|Cancelled/);
    const made = readdirSync(join(sample.folder, 'out')).filter((name) => name.endsWith('.mp4'));
    expect(made.length).toBeGreaterThanOrEqual(3);
    expect(made.filter((name) => name.startsWith('.'))).toEqual([]);
  });

  step('plays the result beside its source', 'preview', async () => {
    const row = studio.row('Presenter', 'Hello');
    await row.getByRole('button', { name: /^Preview/ }).click();
    const video = studio.frame.locator('hg-preview video#result');
    await expect
      .poll(() => video.evaluate((it) => (it as HTMLVideoElement).readyState), PATIENT)
      .toBeGreaterThanOrEqual(3);
    await studio.button(/^Play$/).click();
    const time = (which: string) =>
      studio.frame
        .locator(`hg-preview video#${which}`)
        .evaluate((it) => (it as HTMLVideoElement).currentTime);
    await expect.poll(() => time('result')).toBeGreaterThan(0.8);
    await studio.button(/^Pause$/).click();
    const width = await video.evaluate((it) => (it as HTMLVideoElement).videoWidth);
    expect(width).toBeGreaterThan(100);
    expect(await video.evaluate((it) => (it as HTMLVideoElement).duration)).toBeGreaterThan(7);
  });

  step('made a copy that every webview can play', 'preview-codecs', async () => {
    const address = await studio.frame
      .locator('hg-preview video#result')
      .evaluate((it) => (it as HTMLVideoElement).src);
    // VS Code's own webviews play no AAC; the browser here does, so that only a probe can tell.
    const path = decodeURIComponent(new URL(address).pathname);
    const file = path.slice(path.indexOf(session().root));
    expect(existsSync(file), `${address} names no file of this machine`).toBe(true);
    const shape = ['-show_entries', 'stream=codec_name', '-of', 'csv=p=0'];
    const codecs = execFileSync('ffprobe', ['-v', 'error', ...shape, file], { encoding: 'utf8' });
    expect(codecs.trim().split('\n').sort()).toEqual(['h264', 'mp3']);
    await session().page.keyboard.press('Escape');
    await studio.frame.locator('hg-preview').waitFor({ state: 'detached' });
  });

  step('lists the results', 'results', async () => {
    await studio.tab('Results').click();
    await studio.frame.locator('hg-history-page').getByText('.mp4').first().waitFor();
  });

  step('saves all results as a ZIP', 'zip', async ({ workbench }) => {
    await studio.button('Export ZIP').first().click();
    const archive = join(sample.folder, 'lessons 课.zip');
    await workbench.fillDialog(archive);
    await studio.frame.getByText('lessons 课.zip').first().waitFor();
    const bytes = readFileSync(archive);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.includes('presenter-hello.mp4')).toBe(true);
  });

  step('lives on when the worker is killed, and says so', 'worker-killed', async () => {
    await studio.tab('Batch').click();
    const row = studio.row('second take', '你好');
    await row.getByRole('button', { name: /^Generate/ }).click();
    await expect.poll(() => shown(row), PATIENT).toContain('Generating');
    const workers = processesWith(session().root).filter(({ command }) =>
      command.includes('worker.cjs'),
    );
    expect(workers.length).toBeGreaterThan(0);
    for (const { pid } of workers) process.kill(pid, 'SIGKILL');
    await studio.frame
      .getByText(/again|restart/i)
      .first()
      .waitFor();
    await expect.poll(() => shown(row), PATIENT).toMatch(/Done|Up to date/);
  });

  step('ends all children when the window closes', 'closed', async ({ workbench, page }) => {
    await workbench.command('HeyGem: Generate All');
    await studio.isShown();
    const children = () =>
      processesWith(session().root).filter(({ command }) => /worker\.cjs|ffmpeg/.test(command));
    await expect.poll(() => children().length, PATIENT).toBeGreaterThan(0);
    await page.goto('about:blank');
    await expect.poll(() => children().map(({ command }) => command), PATIENT).toEqual([]);
  });
});
