import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect } from 'vitest';
import { makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

const PATIENT = { timeout: 120_000, interval: 150 };

describe('playing and trimming sources', () => {
  let sample: Sample;
  let studio: StudioPage;
  const session = useSession('sources', (folder) => {
    sample = makeSample(ROOT, folder);
  });
  beforeAll(async () => {
    const { workbench } = session();
    studio = new StudioPage(workbench.webview());
    await workbench.openFile(sample.name);
    await studio.isShown();
  });

  const step = steps(session);
  const media = () => studio.frame.locator('hg-source-player').locator('video, audio');
  const time = () => media().evaluate((it) => (it as HTMLMediaElement).currentTime);
  const paused = () => media().evaluate((it) => (it as HTMLMediaElement).paused);
  /** VS Code's own webviews play no AAC; the browser here does, so that only a probe can tell. */
  const codecs = async () => {
    const address = await media().evaluate((it) => (it as HTMLMediaElement).src);
    const path = decodeURIComponent(new URL(address).pathname);
    const shape = ['-show_entries', 'stream=codec_name', '-of', 'csv=p=0'];
    const file = path.slice(path.indexOf(session().root));
    return execFileSync('ffprobe', ['-v', 'error', ...shape, file], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .sort();
  };

  step('plays a video where it lies, with its strip', 'video', async () => {
    await studio.frame.getByRole('button', { name: 'Play Presenter' }).click();
    await expect.poll(time, PATIENT).toBeGreaterThan(0.3);
    expect((await codecs()).filter((name) => name !== 'mp3')).toEqual(['h264']);
    const still = studio.frame.locator('hg-part-bar img').last();
    await expect
      .poll(() => still.evaluate((it) => (it as HTMLImageElement).naturalWidth), PATIENT)
      .toBeGreaterThan(50);
    await expect.poll(() => studio.frame.locator('hg-part-bar img').count(), PATIENT).toBe(10);
  });

  step('plays a recording instead, and pauses at Space', 'audio', async ({ page }) => {
    await studio.frame.getByRole('button', { name: 'Play Hello' }).click();
    await expect.poll(() => media().evaluate((it) => it.localName)).toBe('audio');
    await expect.poll(time, PATIENT).toBeGreaterThan(0.3);
    expect(await codecs()).toEqual(['mp3']);
    await page.keyboard.press('Space');
    await expect.poll(paused).toBe(true);
  });

  step('writes a handle once it is let go of', 'trimmed', async ({ page, workbench }) => {
    const bar = studio.frame.locator('hg-part-bar .track');
    const handle = studio.frame.getByRole('slider', { name: /ends$/ });
    const [track, grip] = [await bar.boundingBox(), await handle.boundingBox()];
    if (!track || !grip) throw new Error('no bar');
    const y = grip.y + grip.height / 2;
    await page.mouse.move(grip.x + grip.width / 2, y);
    await page.mouse.down();
    await page.mouse.move(track.x + track.width * 0.7, y, { steps: 4 });
    await page.mouse.move(track.x + track.width / 2, y, { steps: 4 });
    await page.mouse.up();
    await workbench.becomesDirty(sample.name);
    await expect
      .poll(() => studio.card('Hello').innerText())
      .toMatch(/0:00–0:0\d(\.\d)?\sof\s0:0\d/);
    await studio.frame.getByRole('textbox', { name: /before the speech/ }).fill('0:01.500');
    await page.keyboard.press('Enter');
    await expect.poll(() => studio.card('Hello').innerText()).toContain('0:01.5 of silence first');
    await page.keyboard.press('Control+s');
    await workbench.becomesClean(sample.name);
    const [before, after] = [sample.text, readFileSync(sample.file, 'utf8')].map((text) =>
      text.split('\n'),
    );
    expect(after.filter((line) => !before.includes(line)).map((line) => line.trim())).toEqual([
      '"label": "Hello",',
      expect.stringMatching(/^"to": \d\.\d{1,3},$/) as string,
      '"offset": 1.5',
    ]);
  });

  step('takes each back as one step', 'undone', async ({ workbench, page }) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(() => studio.card('Hello').innerText()).not.toContain('silence first');
    await page.keyboard.press('Control+z');
    await expect.poll(() => studio.card('Hello').innerText()).not.toContain('–');
    await workbench.becomesDirty(sample.name);
  });
});
