import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunView } from '../../src/protocol/editorView.js';
import { BROKEN_VIEW, courseView, view } from './rig/sampleViews.js';
import { courseProject } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

const ENDED: RunView = {
  ...{ running: false, done: 1, failed: 1, total: 4, fraction: 1, eta: null },
  ended: { id: 70, cancelled: 2, first: 'v1+a1' },
};
const TEXT = 'Cancelled, 2 not made. 1 of 4 videos are made. 1 failed.';

describe('the end of a run', () => {
  it('stays until it is put away, over reloads too, and comes again for the next run', async () => {
    const { page } = rig;
    const banner = page.getByRole('group', { name: 'End of the run' });
    await rig.open(courseView());
    await expect.poll(() => banner.count()).toBe(0);
    await rig.push(courseView({ revision: 2, run: ENDED }));
    await expect.poll(() => banner.innerText()).toContain(TEXT);
    await banner.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => banner.count()).toBe(0);
    const state: unknown = await page.evaluate(() => fake.state);
    await rig.open(courseView({ run: ENDED }), { state });
    await expect.poll(() => page.locator('hg-pair-row').count()).toBeGreaterThan(0);
    await expect.poll(() => banner.count()).toBe(0);
    await rig.push(courseView({ revision: 3, run: { ...ENDED, ended: { id: 71, cancelled: 2 } } }));
    await expect.poll(() => banner.count()).toBe(1);
    await rig.push(courseView({ revision: 4 }));
    await expect.poll(() => banner.count()).toBe(0);
  });

  it('waits while the text is broken: none of its ways leads anywhere then', async () => {
    const banner = rig.page.getByRole('group', { name: 'End of the run' });
    await rig.open({ ...BROKEN_VIEW, run: ENDED });
    await rig.page.getByText('This project cannot be shown').waitFor();
    await expect.poll(() => banner.count()).toBe(0);
    await rig.push(courseView({ revision: 2, run: ENDED }));
    await expect.poll(() => banner.count()).toBe(1);
  });

  it('opens the first result, the folder and the archive', async () => {
    const { page } = rig;
    await rig.open(courseView({ run: ENDED }));
    await page.getByRole('button', { name: 'Open folder' }).click();
    const banner = page.getByRole('group', { name: 'End of the run' });
    await banner.getByRole('button', { name: 'Export ZIP' }).click();
    expect(await rig.sent()).toEqual([{ kind: 'open-folder' }, { kind: 'export-zip' }]);
    await page.getByRole('button', { name: 'Watch', exact: true }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(1);
    expect(await rig.sent()).toContainEqual({ kind: 'preview', pair: 'v1+a1' });
    // Who asks to watch it need not ask once more for it to be played.
    expect(
      await page
        .locator('hg-preview')
        .evaluate((it) => (it as HTMLElement & { plays: boolean }).plays),
    ).toBe(true);
  });

  it('moves nothing when the first picture comes while it runs', async () => {
    const { page } = rig;
    const running = { running: true, done: 0, failed: 0, total: 4, fraction: 0.1, eta: null };
    await rig.open(courseView({ run: running }));
    const progress = page.locator('hg-run-progress');
    await expect.poll(() => progress.count()).toBe(1);
    const height = (await progress.boundingBox())?.height ?? 0;
    expect(height).toBeGreaterThanOrEqual(38);
  });

  it.each(['banner', 'progress bar', 'host'])('shows the failed pairs by its %s', async (way) => {
    const { page } = rig;
    await rig.open(courseView({ run: ENDED }), { state: { page: 'history', pairs: 'matrix' } });
    if (way === 'banner')
      await page.getByRole('button', { name: 'Show failed (1)', exact: true }).first().click();
    else if (way === 'host')
      await page.evaluate(() => {
        fake.tell({ kind: 'show', wish: { kind: 'failed' } });
      });
    else await page.getByRole('button', { name: '1 failed', exact: true }).click();
    const rows = page.locator('hg-pair-row');
    await expect.poll(() => rows.count()).toBe(2);
    const focused = () =>
      page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute('data-key');
      });
    // The first of those that cannot be made or failed.
    await expect.poll(focused).toBe('v1+a5');
  });

  it('has the preview shown that a notification asks for', async () => {
    await rig.open(courseView({ run: ENDED }));
    await rig.page.evaluate(() => {
      fake.tell({ kind: 'show', wish: { kind: 'preview', pair: 'v1+a1' } });
    });
    await expect.poll(() => rig.page.getByRole('dialog').count()).toBe(1);
  });
});

describe('what is up to date', () => {
  it('is news, and is made again where that is wished', async () => {
    const { page } = rig;
    await rig.open(courseView());
    await rig.answer('generate', {
      ...{ kind: 'news', again: true },
      notice: { code: 'nothing-to-make', sentence: 'Up to date.', hint: '' },
    });
    await page.getByRole('button', { name: 'Generate all' }).click();
    const banner = page.locator('.banner-info', { hasText: 'Up to date.' });
    await expect.poll(() => banner.getAttribute('role')).toBe('status');
    await expect.poll(() => page.locator('.banner-error').count()).toBe(0);
    await rig.sent();
    await rig.answer('generate', { kind: 'ok' });
    await banner.getByRole('button', { name: 'Make again' }).click();
    expect(await rig.sent()).toEqual([{ kind: 'generate', pairs: 'all', force: true }]);
    await expect.poll(() => banner.count()).toBe(0);
  });
});

describe('while something is being cancelled', () => {
  it('says so where it is waited for, and lets nobody ask twice', async () => {
    const { page } = rig;
    const project = courseProject();
    const pairs = project.pairs.map((pair) =>
      pair.state.kind === 'running' ? { ...pair, state: { kind: 'cancelling' as const } } : pair,
    );
    const run = { ...courseView().run, cancelling: true };
    await rig.open(view({ ...project, pairs }, { run }));
    const all = page.getByRole('button', { name: 'Cancelling…' });
    await expect.poll(() => all.first().isDisabled()).toBe(true);
    const row = page.locator('hg-pair-row', { hasText: 'Cancelling…' });
    await expect.poll(() => row.count()).toBe(1);
    expect(await row.getByRole('button', { name: /^Cancel / }).isDisabled()).toBe(true);
    await expect
      .poll(() => page.locator('hg-run-progress .counts').innerText())
      .toContain('Cancelling…');
  });
});
