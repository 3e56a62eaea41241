import { afterAll, beforeAll, expect, it } from 'vitest';
import { courseProject, courseView, view } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

/** The course whose pair that is drawn has a picture. */
function drawing(revision: number, picture: string) {
  const project = courseProject();
  const pairs = project.pairs.map((pair) =>
    pair.state.kind === 'running' ? { ...pair, state: { ...pair.state, picture } } : pair,
  );
  return view({ ...project, pairs }, { run: courseView().run, revision });
}

it('shows the frame that was drawn last beside the bar and on the row, and the next one', async () => {
  const { page } = rig;
  const alt = 'The frame of Anna, studio with 第三课 安全须知 that was drawn last';
  await rig.open(drawing(1, '/still.png?v=1'));
  const pictures = page.getByRole('img', { name: alt });
  await expect.poll(() => pictures.count()).toBe(2);
  const addresses = () =>
    pictures.evaluateAll((all) => all.map((each) => each.getAttribute('src')));
  expect(await addresses()).toEqual(['/still.png?v=1', '/still.png?v=1']);
  await rig.push(drawing(2, '/still.png?v=2'));
  await expect.poll(addresses).toEqual(['/still.png?v=2', '/still.png?v=2']);
  await rig.push(courseView({ revision: 3, run: { ...courseView().run, running: false } }));
  await expect.poll(() => pictures.count()).toBe(0);
});

it('shows none to whoever wants to save data', async () => {
  const { page } = rig;
  await page.evaluate(() => {
    const real = matchMedia.bind(globalThis);
    globalThis.matchMedia = (query) =>
      query.includes('reduced-data') ? ({ matches: true } as MediaQueryList) : real(query);
  });
  await rig.push(drawing(9, '/still.png?v=1'));
  await expect.poll(() => page.locator('hg-pair-row').count()).toBeGreaterThan(0);
  await expect.poll(() => page.getByRole('img', { name: /drawn last/ }).count()).toBe(0);
});
