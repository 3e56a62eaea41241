import { afterAll, beforeAll, expect, it } from 'vitest';
import { courseView } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

it('says how a result turned out in words, and keeps the figures for who asks', async () => {
  await rig.open(courseView());
  const verdict = rig.page.locator('hg-pair-row .detail', { hasText: 'lips follow well' });
  await expect
    .poll(() => verdict.getAttribute('title'))
    .toBe('1874 frames, 38 as filmed, lips r 0.96');
  expect(await verdict.getAttribute('aria-description')).toContain('lips r 0.96');
  // One word for what is made, whether it was made just now or before.
  await expect.poll(() => rig.page.locator('hg-pair-row', { hasText: 'Done' }).count()).toBe(2);
});

it('says it in the same words of all that was made', async () => {
  await rig.open(courseView(), { state: { page: 'history' } });
  const entry = rig.page.locator('hg-history-page .entry').first();
  const verdict = entry.getByText('lips follow well');
  await expect.poll(() => verdict.getAttribute('title')).toMatch(/^sync 0\.\d\d$/);
  expect(await entry.textContent()).not.toContain('sync 0.');
});
