import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { makeSample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

const BROKEN = 'broken.heygem';

/** What the extension adds to VS Code's own window, as a person finds it there. */
describe("VS Code's own places", () => {
  const session = useSession('window', (folder) => {
    makeSample(ROOT, folder);
    const pairs = [{ video: 'nobody', audio: 'a' }];
    const audios = [{ id: 'a', path: 'audio/hello.flac' }];
    writeFileSync(join(folder, BROKEN), JSON.stringify({ version: 1, audios, pairs }, null, 2));
  });
  const step = steps(session);

  step("say whose the explorer's entries are", 'explorer', async ({ workbench, page }) => {
    await workbench.explorerRow('course.heygem').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'HeyGem Studio' }).hover();
    await page.getByRole('menuitem', { name: 'Generate All' }).waitFor();
    await session().picture('explorer-project');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await workbench.explorerRow('audio').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'New HeyGem Project...' }).waitFor();
    await page.keyboard.press('Escape');
  });

  step('lead from a problem to its place in the text', 'problem', async ({ workbench, page }) => {
    await workbench.openFile(BROKEN);
    await new StudioPage(workbench.webview()).isShown();
    await workbench.command('View: Focus Problems (Errors, Warnings, Infos)');
    const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'nobody' });
    await row.click();
    // What mends a problem is asked for when its row is chosen.
    await row.locator('.codicon-lightbulb, .codicon-light-bulb').first().waitFor();
    await page.keyboard.press('Control+.');
    await page.getByText('Show in the text, line 11').waitFor();
    await session().picture('problem-action');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const selected = page.locator('.editor-instance .selected-text');
    await selected.first().waitFor({ timeout: 30_000 });
    await expect.poll(() => page.locator('.status-bar, .statusbar').innerText()).toContain('Ln 11');
  });

  step('lead from the text to the page', 'page', async ({ workbench, page }) => {
    await page.getByRole('button', { name: 'Open the Page of the Project' }).click();
    await new StudioPage(workbench.webview()).isShown();
    await expect.poll(() => page.locator('.editor-instance .view-lines:visible').count()).toBe(0);
  });

  step('tick off what was done, with pictures', 'walkthrough', async ({ workbench, page }) => {
    // Where there is little room, VS Code leaves the pictures out.
    await workbench.command('View: Hide Panel');
    await workbench.hideSideBar();
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.choose('Get started with HeyGem Studio');
    await page.getByText('Create a project', { exact: true }).first().click();
    const picture = page
      .locator('iframe.webview.ready')
      .last()
      .contentFrame()
      .locator('#active-frame')
      .contentFrame();
    await picture.locator('svg').waitFor();
    const done = () =>
      page.locator('.getting-started-step .codicon-getting-started-step-checked').count();
    await session().picture('walkthrough-before');
    expect(await done()).toBe(0);
    await page.getByRole('button', { name: 'New Project', exact: true }).first().click();
    const { workspace } = session();
    const media = page.locator('.quick-input-list .monaco-list-row', { hasText: 'hello.flac' });
    const medium = media.filter({ hasText: 'recording' });
    await workbench.fillDialog(join(workspace, 'audio', 'audio.heygem'), medium);
    await session().picture('choose-media');
    await page.keyboard.press('Enter');
    await workbench.tab('audio.heygem').waitFor();
    const text = () => readFileSync(join(workspace, 'audio', 'audio.heygem'), 'utf8');
    await expect.poll(text).toContain('hello.flac');
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.choose('Get started with HeyGem Studio');
    await expect.poll(done).toBeGreaterThan(0);
  });

  step('are a page for the doctor, and tell what goes from the cache', 'doctor', async (shown) => {
    const { workbench, page } = shown;
    await workbench.command('HeyGem: Doctor');
    const doctor = page
      .locator('iframe.webview.ready')
      .last()
      .contentFrame()
      .locator('#active-frame')
      .contentFrame();
    await doctor.getByRole('heading', { name: 'What works on this machine' }).waitFor();
    await session().picture('doctor');
    await doctor.getByRole('link', { name: 'Copy' }).click();
    await workbench.notification('Copied.').first().waitFor();
    await workbench.command('HeyGem: Clear Cache');
    const question = page.locator('.monaco-dialog-box');
    await question.getByText('It holds').waitFor();
    await expect
      .poll(() => question.innerText())
      .toMatch(/Pictures and waveforms of \d+ files: [\d.]+ [kM]B/);
    await session().picture('clear-cache');
    await page.keyboard.press('Escape');
  });

  step(
    'show the page of the extension, with nothing broken',
    'page-of-extension',
    async ({ workbench, page }) => {
      await workbench.command('View: Show Extensions');
      await page.locator('.extension-list-item', { hasText: 'HeyGem Studio' }).first().click();
      const shown = page
        .locator('iframe.webview.ready')
        .last()
        .contentFrame()
        .locator('#active-frame')
        .contentFrame();
      await shown.getByRole('heading', { name: 'Your first video' }).waitFor();
      // VS Code shows none there but those of an address.
      await expect.poll(() => shown.locator('img').count()).toBe(0);
    },
  );
});
