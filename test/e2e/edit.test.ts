import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect } from 'vitest';
import { makeSample, type Sample } from '../rig/sample.js';
import { StudioPage } from '../rig/studioPage.js';
import { ROOT, steps, useSession } from './steps.js';

describe('editing a project', () => {
  let sample: Sample;
  let studio: StudioPage;
  const session = useSession('edit', (folder) => {
    sample = makeSample(ROOT, folder);
  });
  beforeAll(() => {
    studio = new StudioPage(session().workbench.webview());
  });

  const step = steps(session);
  const onDisk = () => readFileSync(sample.file, 'utf8');

  step('opens the page from the explorer', 'opened', async ({ workbench }) => {
    await workbench.openFile(sample.name);
    await studio.isShown();
    await expect.poll(() => studio.card('Presenter').count()).toBe(1);
    for (const name of ['second take.mp4', 'Hello', '你好 1.flac']) {
      await studio.card(name).waitFor();
    }
    await expect.poll(() => studio.rows().count()).toBe(4);
  });

  step('shows stills, waveforms and measures on the shelves', 'shelves', async () => {
    await studio.card('Presenter').locator('img').waitFor();
    await studio.card('Hello').locator('.waveform').waitFor();
    const video = await studio.card('Presenter').innerText();
    expect(video).toMatch(/384 × 384/);
    const loaded = studio.card('Presenter').locator('img');
    await expect
      .poll(() => loaded.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(10);
  });

  step('adds an audio through the dialog', 'added', async ({ workbench }) => {
    await studio.button('Add audios…').click();
    await workbench.fillDialog(`${sample.folder}/extra.flac`);
    await studio.card('extra.flac').waitFor();
    await expect.poll(() => studio.rows().count()).toBe(6);
    await workbench.becomesDirty(sample.name);
  });

  step('leaves a cell of the matrix out', 'excluded', async () => {
    await studio.frame.getByRole('radio', { name: 'Matrix' }).or(studio.button('Matrix')).click();
    await studio.cell(1, 0).click();
    await session().page.keyboard.press('Space');
    await expect.poll(() => studio.cell(1, 0).innerText()).toContain('Left out');
  });

  step('undoes and redoes with the editor’s own keys', 'undone', async ({ page }) => {
    await page.keyboard.press('Control+z');
    await expect.poll(() => studio.cell(1, 0).innerText()).not.toContain('Left out');
    await page.keyboard.press('Control+y');
    await expect.poll(() => studio.cell(1, 0).innerText()).toContain('Left out');
  });

  step('saves, and the file differs in those lines only', 'saved', async ({ page, workbench }) => {
    expect(onDisk()).toBe(sample.text);
    await page.keyboard.press('Control+s');
    await workbench.becomesClean(sample.name);
    const before = sample.text.split('\n');
    const after = onDisk().split('\n');
    const kept = before.filter((line) => after.includes(line));
    // The last audio's line gains a comma, and the empty matrix opens up.
    expect(before.length - kept.length).toBeLessThanOrEqual(2);
    const added = JSON.parse(onDisk()) as Record<string, unknown>;
    const first = JSON.parse(sample.text) as Record<string, unknown>;
    expect({ ...added, audios: [], matrix: {} }).toEqual({ ...first, audios: [], matrix: {} });
    expect(added.audios).toEqual([
      ...(first.audios as unknown[]),
      { id: 'extra', path: 'extra.flac' },
    ]);
    expect(added.matrix).toEqual({ exclude: [{ video: 'second', audio: 'hello' }] });
  });

  step('shows every edit in all its pages', 'split', async ({ page, workbench }) => {
    await workbench.command('View: Split Editor Right');
    const second = new StudioPage(workbench.webview(1));
    await second.isShown();
    await second.card('Presenter').getByRole('button', { name: 'Rename Presenter' }).click();
    await second.frame.getByRole('textbox', { name: 'Name' }).fill('Lecturer');
    await page.keyboard.press('Enter');
    for (const each of [studio, second]) await each.card('Lecturer').waitFor();
    await workbench.becomesDirty(sample.name);
    await page.keyboard.press('Control+z');
    for (const each of [studio, second]) await each.card('Presenter').waitFor();
    await workbench.becomesClean(sample.name);
  });

  step('follows a text editor beside it', 'text-beside', async ({ page, workbench }) => {
    await workbench.command('View: Reopen Editor With...');
    await workbench.choose('Text Editor');
    await page.locator('.monaco-editor .view-line', { hasText: '"Course"' }).first().click();
    await page.keyboard.press('End');
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(' of two');
    await studio.frame.getByRole('heading', { name: 'Course of two' }).waitFor();
  });

  step('says where broken text is broken', 'broken', async ({ page }) => {
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await studio
      .problems()
      .getByText(/Line \d+/)
      .first()
      .waitFor();
  });

  step('shows the project again once mended', 'mended', async ({ page }) => {
    await page.keyboard.press('Control+z');
    await studio.frame.getByRole('heading', { name: 'Course of two' }).waitFor();
    await expect.poll(() => studio.problems().count()).toBe(0);
    await page.keyboard.press('Control+s');
    await expect.poll(onDisk).toContain('"Course of two"');
  });

  step('helps with the text: what may be written here', 'completion', async ({ page }) => {
    await page.locator('.monaco-editor .view-line', { hasText: '"version"' }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Space');
    const offered = page.locator('.suggest-widget .monaco-list-row');
    await offered.filter({ hasText: 'allowOutsidePaths' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
  });

  step('helps with the text: what is wrong in it', 'squiggle', async ({ page, workbench }) => {
    await page.locator('.monaco-editor .view-line', { hasText: '"version"' }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('2');
    const marks = page.locator('.monaco-editor :is(.squiggly-error, .squiggly-warning)');
    await marks.first().waitFor();
    await studio.problems().getByText('version 12').first().waitFor();
    await page.keyboard.press('Backspace');
    await marks.first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await workbench.becomesClean(sample.name);
  });

  step('follows a change of the file on the disk', 'changed-outside', async () => {
    writeFileSync(sample.file, onDisk().replace('Course of two', 'From outside'));
    await studio.frame.getByRole('heading', { name: 'From outside' }).waitFor();
  });

  step('tells newcomers where to begin', 'walkthrough', async ({ page, workbench }) => {
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.choose('Get started with HeyGem Studio');
    await page.locator('h2', { hasText: 'Get started with HeyGem Studio' }).waitFor();
    for (const name of ['Create a project', 'Generate', 'If something is missing']) {
      await page.getByText(name, { exact: true }).first().waitFor();
    }
  });
});
