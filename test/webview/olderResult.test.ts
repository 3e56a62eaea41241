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

it('keeps it where making it anew was cancelled', async () => {
  const { page } = rig;
  const view = courseView();
  const { project } = view;
  if (!project) throw new Error('no project');
  const pairs = project.pairs.map((pair) =>
    pair.state.kind === 'cancelled'
      ? { ...pair, state: { kind: 'cancelled', older: true } as const }
      : pair,
  );
  await rig.open({ ...view, project: { ...project, pairs } });
  const row = page.locator('hg-pair-row', { hasText: 'Cancelled' });
  await expect.poll(() => row.locator('.detail').textContent()).toContain('from before is kept');
  await row.getByRole('button', { name: /older result/ }).click();
  const preview = page.locator('hg-preview');
  await expect.poll(() => preview.getByText('This is the older result').count()).toBe(1);
});

it('puts no action of a row over another, as long as their words are shown', async () => {
  const { page } = rig;
  for (const width of [1280, 925, 901]) {
    await rig.open(courseView(), { width });
    const row = page.locator('hg-pair-row', { hasText: 'Out of date' });
    await row.locator('.detail').waitFor();
    const texts = await row.locator('.actions').evaluate((actions) =>
      [...actions.querySelectorAll('button')].map((button) => {
        const { left, right } = button.getBoundingClientRect();
        const end = Math.max(
          0,
          ...[...button.children].map((it) => it.getBoundingClientRect().right),
        );
        return { left, right, end, from: actions.getBoundingClientRect().left };
      }),
    );
    for (const { left, right, end, from } of texts) {
      expect(end).toBeLessThanOrEqual(right);
      expect(left).toBeGreaterThanOrEqual(from);
    }
  }
});
