import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

const PATIENT = { timeout: 200_000, interval: 150 };

describe('trying four seconds in VS Code', () => {
  let sample: Sample;
  let studio: StudioPage;
  const fill = (folder: string) => {
    sample = makeSample(ROOT, folder);
  };
  const settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  const session = useSession('trying', fill, { server: { settings } });
  beforeAll(async () => {
    const { workbench } = session();
    studio = new StudioPage(workbench.webview());
    await workbench.openFile(sample.name);
    await studio.isShown();
  });

  const step = steps(session);
  const result = () => studio.frame.locator('hg-try video#result');
  const tryOut = async (video: string, audio: string) => {
    const row = studio.row(video, audio);
    await row.hover();
    await row.getByRole('button', { name: /^Try 4 seconds/ }).click();
    await expect
      .poll(() => result().evaluate((it) => (it as HTMLVideoElement).readyState), PATIENT)
      .toBeGreaterThanOrEqual(3);
  };
  const close = async () => {
    await session().page.keyboard.press('Escape');
    await studio.frame.locator('hg-try').waitFor({ state: 'detached' });
  };

  step('plays a pair that was never made, in what every webview knows', 'tried', async () => {
    await tryOut('Presenter', 'Hello');
    const seconds = await result().evaluate((it) => (it as HTMLVideoElement).duration);
    expect(Math.abs(seconds - 4)).toBeLessThan(0.15);
    const address = await result().evaluate((it) => (it as HTMLVideoElement).src);
    const path = decodeURIComponent(new URL(address).pathname);
    const file = path.slice(path.indexOf(session().root));
    expect(file).toContain('/tries/');
    const shape = ['-show_entries', 'stream=codec_name', '-of', 'csv=p=0'];
    const codecs = execFileSync('ffprobe', ['-v', 'error', ...shape, file], { encoding: 'utf8' });
    expect(codecs.trim().split('\n').sort()).toEqual(['h264', 'mp3']);
    expect(existsSync(join(sample.folder, 'out'))).toBe(false);
  });

  step('keeps a turn of a slider as one step of undo', 'kept', async ({ workbench }) => {
    const slider = studio.frame.getByRole('slider', { name: 'Mouth movement' });
    await slider.focus();
    for (let turn = 0; turn < 6; turn += 1) await slider.press('ArrowRight');
    await studio.button('Keep').click();
    await studio.frame.getByText('Kept for this pair.').waitFor();
    await close();
    expect(await studio.row('Presenter', 'Hello').innerText()).toContain('Own settings');
    await workbench.command('Undo');
    await expect
      .poll(() => studio.row('Presenter', 'Hello').innerText())
      .not.toContain('Own settings');
  });

  step('tries another pair beside what runs', 'beside', async ({ workbench }) => {
    await workbench.command('HeyGem: Generate All');
    const row = studio.row('Presenter', 'Hello');
    await expect.poll(() => row.innerText(), PATIENT).toContain('Generating');
    await tryOut('second take', '你好');
    await close();
    await expect.poll(() => row.innerText(), PATIENT).toMatch(/Done|Up to date/);
  });
});
