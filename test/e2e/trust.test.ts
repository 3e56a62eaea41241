import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

const SMALL = 'small.heygem';
const EVIL = 'evil.heygem';
/** VS Code would make a link of it that runs a command. */
const LINK = '[here](command:workbench.action.showCommands)';
const MAKING = ['HeyGem: Generate All', 'HeyGem: Clear Cache', 'HeyGem: Export ZIP'];
const PATIENT = { timeout: 200_000, interval: 150 };

describe('a folder that is not trusted', () => {
  let sample: Sample;
  const fill = (folder: string) => {
    sample = makeSample(ROOT, folder);
    writeSmall(folder);
    const output = { folder: `../${LINK}` };
    writeFileSync(join(folder, EVIL), JSON.stringify({ version: 1, output }));
  };
  const options = { command: 'HeyGem: Show Log', server: { trust: true } };
  const session = useSession('trust', fill, options);
  const step = steps(session);

  step('may be looked at, and is told why it may not be changed', 'view-only', async (shown) => {
    const { workbench, page } = shown;
    const studio = new StudioPage(workbench.webview());
    await workbench.openFile(sample.name);
    await studio.isShown();
    await studio.frame.getByText('This folder is not trusted').waitFor();
    await studio.card('Presenter').waitFor();
    for (const name of ['Generate all', 'Add videos…', 'Add audios…', 'Remove Presenter']) {
      expect(await studio.button(name).first().isDisabled(), name).toBe(true);
    }
    await studio.drop('outside.flac', Buffer.from('bytes'));
    await page.keyboard.press('Control+s');
    expect(await workbench.isDirty(sample.name)).toBe(false);
    // Even what is not changed is written when it is saved, and is empty for a moment then.
    await expect.poll(() => readFileSync(sample.file, 'utf8')).toBe(sample.text);
  });

  step('is offered no command that would run something', 'no-commands', async ({ workbench }) => {
    for (const title of [...MAKING, 'HeyGem: Open in Browser']) {
      const offered = await workbench.offered(title);
      expect(offered.filter((row) => row.includes(title))).toEqual([]);
    }
  });

  step(
    'is not written into from the walkthrough, which leads to trust',
    'walkthrough',
    async (shown) => {
      const { workbench, page } = shown;
      await workbench.command('Welcome: Open Walkthrough...');
      await workbench.choose('Get started with HeyGem Studio');
      await page.getByText('Create a project', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'New Project', exact: true }).first().click();
      const told = workbench.notification('is not trusted').first();
      await told.getByRole('button', { name: 'Trust...' }).waitFor();
      expect(await workbench.quickInput().isVisible()).toBe(false);
      await expect
        .poll(() =>
          page.locator('.getting-started-checkbox.codicon-getting-started-step-checked').count(),
        )
        .toBe(0);
      await page.keyboard.press('Control+F4');
      await workbench.openFile(sample.name);
    },
  );

  step('can be worked in once it is trusted', 'trusted', async ({ workbench, page }) => {
    const before = new StudioPage(workbench.webview());
    await before.button('Trust…').click();
    await page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await page.getByText('You trust this folder').waitFor();
    if (inject('places').version.asksAboutTrustOnTop) await closeOnTop(page);
    else await workbench.command('View: Close Editor');
    const studio = new StudioPage(workbench.webview());
    await studio.isShown();
    await expect.poll(() => studio.button('Generate all').isEnabled()).toBe(true);
    await expect.poll(() => studio.frame.getByText('This folder is not trusted').count()).toBe(0);
  });

  step('still puts no folder outside and no link into a message', 'no-link', async (shown) => {
    const { workbench } = shown;
    await workbench.openFile(EVIL);
    await workbench.command('HeyGem: Open Output Folder');
    const message = workbench.notification('lies outside').first();
    await message.waitFor();
    const text = (await message.innerText()).replaceAll('\u2060', '');
    expect(text).toContain(LINK);
    await expect.poll(() => message.locator('.notification-list-item-message a').count()).toBe(0);
    expect(existsSync(join(sample.folder, '..', LINK))).toBe(false);
  });

  step('makes its videos as a task, then', 'task', async ({ workbench, page }) => {
    await workbench.command('Tasks: Run Task');
    await workbench.choose('heygem');
    await workbench.choose(SMALL);
    const terminal = page.locator('.terminal-wrapper.active .xterm-rows').last();
    await expect.poll(() => terminal.innerText(), PATIENT).toContain('presenter+hello');
    await expect.poll(() => terminal.innerText(), PATIENT).toMatch(/\d+ %, 0 of 1 made/);
    const made = join(sample.folder, 'small', 'presenter-hello.mp4');
    await expect.poll(() => existsSync(made), PATIENT).toBe(true);
    await expect.poll(() => terminal.innerText(), PATIENT).toMatch(/1 made, 0 failed/);
    expect(await terminal.innerText()).not.toContain('%');
    // No page is open of it: nobody but the task knows that it is over.
    await expect
      .poll(() => page.locator('.statusbar-item:visible', { hasText: 'HeyGem' }).count())
      .toBe(0);
  });
});

/** A project of one pair. */
function writeSmall(folder: string): void {
  const project = {
    version: 1,
    audios: [{ id: 'hello', path: 'audio/hello.flac' }],
    videos: [{ id: 'presenter', path: 'video/presenter.mp4' }],
    matrix: {},
    output: { folder: 'small' },
  };
  writeFileSync(join(folder, SMALL), JSON.stringify(project));
}

async function closeOnTop(page: Page): Promise<void> {
  const dialog = page.locator('.monaco-modal-editor-block');
  await dialog
    .getByRole('button', { name: /^Close/ })
    .first()
    .click();
  await dialog.waitFor({ state: 'detached' });
}
