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

it('keeps the result of a pair that is out of date to be watched, and says that it is older', async () => {
  const { page } = rig;
  await rig.open(courseView());
  const row = page.locator('hg-pair-row', { hasText: 'Out of date' });
  await expect.poll(() => row.locator('.detail').innerText()).toContain('older');
  await rig.sent();
  await row.getByRole('button', { name: 'Generate Ben', exact: false }).click();
  // What changed is made without force.
  expect(await rig.sent()).toEqual([{ kind: 'generate', pairs: ['v2+a2'], force: false }]);
  await row.getByRole('button', { name: /older result/ }).click();
  const preview = page.locator('hg-preview');
  await expect.poll(() => preview.getByText('This is the older result').count()).toBe(1);
  expect(await rig.sent()).toContainEqual({ kind: 'preview', pair: 'v2+a2' });
});
