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

it('says the same of a result in the list of results', async () => {
  await rig.open(courseView());
  await rig.page.getByRole('tab', { name: 'Results' }).click();
  const line = rig.page.locator('hg-history-page [title^="sync 0.9"]').first();
  await line.waitFor();
  expect(await line.textContent()).toContain('lips follow well');
  expect(
    await rig.page
      .locator('hg-history-page')
      .getByText(/sync 0\./)
      .count(),
  ).toBe(0);
});
