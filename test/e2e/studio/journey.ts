import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seriousFindings } from '../../webview/rig/axe.js';
import { dragFiles } from './drag.js';
import { editOutside, keep, openTab, percent, rows } from './lesson.js';
import { duration, SPEECH, streams, VIDEO } from './media.js';
import type { StudioSession } from './session.js';
import { otherContent } from '../../rig/otherContent.js';
import { listen } from './sound.js';

const TITLE = '第一课 A';

/** What a person does with the studio from its first start on; each step builds on those before it. */
export function journey(studio: StudioSession): void {
  it('makes a project from its home page', async () => {
    const { page } = studio;
    await page.getByText('There is no project here yet').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await studio.picture('1-home');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Name of the project').fill(TITLE);
    await page.keyboard.press('Enter');
    await openTab(page, 'Batch');
    await page.locator('hg-welcome').waitFor();
    await studio.picture('1-welcome');
    expect(studio.read(TITLE)['videos']).toEqual([]);
  });

  it('takes two videos and a speech that are dropped on it', async () => {
    const { page, name } = studio;
    const other = join(studio.server.folder, '讲师 two.mp4');
    writeFileSync(other, otherContent(readFileSync(VIDEO)));
    const drag = await dragFiles(page, name, [VIDEO, other, SPEECH]);
    await page.locator('.drop-veil').waitFor();
    await studio.picture('2-dragging');
    await drag.drop();
    await page.locator('.drop-veil').waitFor({ state: 'detached' });
    await expect.poll(() => rows(page).count()).toBe(2);
    const brought = (folder: string) => readdirSync(join(studio.folderOf(TITLE), folder)).sort();
    expect(brought('.')).toEqual(['speech', 'videos', `${TITLE}.heygem`]);
    expect(brought('videos')).toEqual(['presenter-small.mp4', '讲师 two.mp4']);
    expect(brought('speech')).toEqual(['speech-en.flac']);
    await page.locator('hg-source-card img').nth(1).waitFor();
    await studio.picture('2-dropped');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('generates, shows how far it is after a reload, and cancels one', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Generate all' }).click();
    await expect.poll(() => percent(page)).toBeGreaterThan(0);
    await page.reload();
    await expect.poll(() => percent(page)).toBeGreaterThan(0);
    const reloaded = await percent(page);
    await studio.picture('3-generating');
    const cancel = page.getByRole('button', { name: /^Cancel .* with/ }).last();
    await cancel.click();
    await rows(page).getByText('Cancelled').first().waitFor();
    await expect
      .poll(async () => studio.results(TITLE).length > 0 || (await percent(page)) > reloaded)
      .toBe(true);
    await expect.poll(() => studio.results(TITLE).length).toBe(1);
    await rows(page)
      .getByText(/^(Done|Up to date)/)
      .first()
      .waitFor();
    await studio.picture('3-generated');
  });

  it('plays the result with its sound', async () => {
    const { page } = studio;
    await rows(page)
      .getByRole('button', { name: /^Preview/ })
      .click();
    const player = page.locator('hg-locked-player');
    await player.getByRole('button', { name: 'Play', exact: true }).click();
    const heard = await listen(player.locator('#result'), 20);
    expect(heard.advanced).toBeGreaterThan(0.25);
    expect(heard.peak).toBeGreaterThan(0.05);
    expect(heard).toMatchObject({ muted: false, decoded: true });
    // The original beside it is silent.
    expect(
      await player.locator('#source').evaluate((video) => 'muted' in video && video.muted),
    ).toBe(true);
    await studio.picture('4-playing');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('gives the result and the archive to be kept', async () => {
    const { page } = studio;
    const result = await keep(studio, () =>
      page.getByRole('button', { name: /^(Download|Show in folder)$/ }).click(),
    );
    expect(studio.results(TITLE)).toEqual([result.name]);
    expect(streams(result.path)).toBe('video audio');
    expect(Math.abs(duration(result.path) - duration(SPEECH))).toBeLessThan(0.2);
    await page.keyboard.press('Escape');
    await openTab(page, 'Results');
    await page.locator('hg-history-page').getByText(result.name).first().waitFor();
    await studio.picture('5-results');
    expect(await seriousFindings(page)).toEqual([]);
    const archive = await keep(studio, () =>
      page.getByRole('button', { name: 'Export ZIP', exact: true }).first().click(),
    );
    expect(archive.name).toBe(`${TITLE}.zip`);
    await page.getByText('Your browser is saving an archive').waitFor();
    const unpacked = join(studio.server.folder, 'unpacked');
    execFileSync('python3', ['-m', 'zipfile', '-e', archive.path, unpacked]);
    const made = readdirSync(join(unpacked, 'out')).filter((file) => file.endsWith('.mp4'));
    expect(made).toEqual([result.name]);
    expect(readFileSync(join(unpacked, 'out', made[0]))).toEqual(readFileSync(result.path));
  });

  it('keeps two tabs in step, undoes in both, and follows an edit from outside', async () => {
    const { page } = studio;
    const other = await studio.tab();
    await other.goto(page.url());
    await openTab(other, 'Batch');
    await rows(other).nth(1).waitFor();
    const file = studio.fileOf(TITLE);
    const before = readFileSync(file, 'utf8');
    editOutside(file, before, `"title": "${TITLE}"`, '"title": "Edited outside"');
    await other.getByRole('heading', { name: 'Edited outside' }).waitFor();
    await page.getByRole('heading', { name: 'Edited outside' }).waitFor();
    await other.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    expect(readFileSync(file, 'utf8')).toBe(before);
    await page.getByRole('button', { name: 'Redo' }).click();
    await other.getByRole('heading', { name: 'Edited outside' }).waitFor();
    await studio.picture('6-second-tab', other);
    await other.close();
  });

  it('records from a microphone', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Record speech' }).click();
    await page.getByRole('timer').getByText('0:02').waitFor();
    await studio.picture('7-recording');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Use this recording' }).waitFor();
    await studio.picture('7-recorded');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use this recording' }).click();
    await expect.poll(() => studio.read(TITLE)['audios'].length).toBe(2);
    const speech = join(studio.folderOf(TITLE), 'speech');
    const made = readdirSync(speech).find((name) => name.startsWith('Recording'));
    expect(streams(join(speech, made ?? ''))).toBe('audio');
  });

  it('speaks Chinese, and shows itself light, dark and narrow', async () => {
    const { page } = studio;
    const loaded = page.waitForEvent('load');
    await page.getByLabel('Language').selectOption('zh');
    // The page is opened anew; its words may have changed before.
    await loaded;
    await openTab(page, '批量');
    for (const theme of ['light', 'dark'] as const) {
      await page.getByLabel('配色').selectOption(theme);
      await studio.picture(`8-zh-${theme}`);
      // In Firefox axe's run does not come back from here, for a reason that is not known yet.
      if (studio.name === 'chromium') expect(await seriousFindings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await studio.picture('8-zh-narrow');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByLabel('语言').selectOption('en');
    await page.getByRole('tab', { name: 'Batch' }).waitFor();
  });
}

/** After `journey`: two videos and two audios, one pair of them made. */
export function goesOnAfterKill(studio: StudioSession): void {
  it('goes on after kill -9 of the server, and the page with it', async () => {
    const { page, server } = studio;
    const port = Number(new URL(page.url()).port);
    await page.getByRole('button', { name: 'Generate all' }).click();
    await expect.poll(() => percent(page)).toBeGreaterThanOrEqual(0);
    await server.kill();
    await page.getByText('The studio is not reached').waitFor();
    await studio.picture('9-lost');
    await server.serve(port);
    // It is the same browser to the new server: the page finds it by itself.
    await page.getByText('The studio is not reached').waitFor({ state: 'detached' });
    await studio.picture('9-found-again');
    await expect.poll(() => studio.results(TITLE).length, { timeout: 240_000 }).toBe(4);
  });
}
