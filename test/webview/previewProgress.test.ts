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

it('tells how far the copies are that a preview waits for', async () => {
  const { page } = rig;
  await rig.open(courseView());
  // An answer that is long in coming.
  await page.evaluate(() => {
    const take = fake.take.bind(fake);
    fake.take = (message) => {
      if (message.intent.kind !== 'preview') take(message);
    };
  });
  await page.getByRole('button', { name: 'Preview Anna, studio with Lesson 1 – Welcome' }).click();
  const dialog = page.locator('hg-preview');
  await expect.poll(() => dialog.getByText('Preparing a copy').count()).toBeGreaterThan(0);
  await expect.poll(() => dialog.getByRole('progressbar').count()).toBe(0);
  await rig.push(courseView({ revision: 2, preparing: { 'v1+a1': 0.42 } }));
  const bar = dialog.getByRole('progressbar');
  await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('42');
});
