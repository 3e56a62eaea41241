import { writeFileSync } from 'node:fs';
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
});
