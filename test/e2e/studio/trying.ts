import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { seriousFindings } from '../../webview/rig/axe.js';
import { dragFiles } from './drag.js';
import { openTab, rows } from './lesson.js';
import { SPEECH, VIDEO } from './media.js';
import type { StudioSession } from './session.js';
import { listen } from './sound.js';

const TITLE = 'Tried';

/** What a person does to see how a pair will look before it is made. */
export function tries(studio: StudioSession): void {
  it('makes four seconds of a pair that was never made, and plays them with their sound', async () => {
    const { page, name } = studio;
    await page.getByLabel('Name of the project').fill(TITLE);
    await page.keyboard.press('Enter');
    await openTab(page, 'Batch');
    await page.locator('hg-welcome').waitFor();
    await (await dragFiles(page, name, [VIDEO, SPEECH])).drop();
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.locator('hg-source-card img').first().waitFor();
    await rows(page)
      .getByRole('button', { name: /^Try 4 seconds/ })
      .click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await studio.picture('1-making');
    const player = page.locator('hg-locked-player');
    await player.waitFor();
    await expect
      .poll(() => player.locator('#result').evaluate((video) => 'paused' in video && video.paused))
      .toBe(false);
    const heard = await listen(player.locator('#result'), 20);
    expect(heard.peak).toBeGreaterThan(0.05);
    expect(heard).toMatchObject({ muted: false, decoded: true });
    const seconds = await player
      .locator('#result')
      .evaluate((video) => (video as HTMLVideoElement).duration);
    expect(Math.abs(seconds - 4)).toBeLessThan(0.15);
    await page.getByText('only these seconds were studied').waitFor();
    await studio.picture('2-made');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('shows another mouth when a slider is turned, and changes nothing until it is kept', async () => {
    const { page } = studio;
    const address = () => page.locator('#result').getAttribute('src');
    const before = await address();
    const text = JSON.stringify(studio.read(TITLE));
    await page.getByRole('slider', { name: 'Mouth movement' }).focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowRight');
    await page.getByText('changed', { exact: true }).waitFor();
    await expect.poll(address).not.toBe(before);
    expect(JSON.stringify(studio.read(TITLE))).toBe(text);
    await studio.picture('3-turned');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByText('Kept for this pair.').waitFor();
    expect(JSON.stringify(studio.read(TITLE))).toContain('{"strength":1.4}');
    await studio.picture('4-kept');
  });

  it('is no result', async () => {
    const { page } = studio;
    await page.keyboard.press('Escape');
    await page.locator('hg-try').waitFor({ state: 'detached' });
    await rows(page).getByText('New').waitFor();
    const files = readdirSync(studio.folderOf(TITLE), { recursive: true, encoding: 'utf8' });
    expect(files.map((path) => basename(path)).sort()).toEqual([
      ...[`${TITLE}.heygem`, 'presenter-small.mp4', 'speech', 'speech-en.flac', 'videos'],
    ]);
    expect(existsSync(join(studio.server.folder, 'cache', 'tries'))).toBe(true);
    await openTab(page, 'Results');
    expect(await page.locator('hg-history-page video, hg-result-poster').count()).toBe(0);
  });
}
