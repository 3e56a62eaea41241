import { COMPARISON, PREVIEW, TRIED, TWO_FACES } from './sampleViews.js';
import type { PageRig } from './testPage.js';

/** What of the page is shown. */
export const PARTS = [
  'list',
  'matrix',
  'single',
  'results',
  'settings',
  'preview',
  'compare',
  'face',
  'menu',
  'wipe',
  'consent',
  'source',
  'try',
] as const;
export type Part = (typeof PARTS)[number];

/** Goes there as a person would, whatever the page's language. */
export async function show(rig: PageRig, part: Part): Promise<void> {
  const { page } = rig;
  const tab = (at: number) => page.getByRole('tab').nth(at).click();
  switch (part) {
    case 'list':
      return;
    case 'matrix':
      await page.getByRole('radio').nth(1).click();
      return;
    case 'single':
      await tab(1);
      return;
    case 'results':
      await rig.answer('poster', { kind: 'frame', image: '/still/1' });
      await tab(2);
      await page.locator('hg-result-poster img').first().waitFor();
      return;
    case 'settings':
      await tab(3);
      return;
    case 'compare':
      await show(rig, 'results');
      await rig.answer('compare', COMPARISON);
      await page
        .getByRole('button', { name: /^(Compare|将)/ })
        .first()
        .click();
      await page.getByRole('slider', { name: /^(Position|位置)/ }).waitFor();
      return;
    case 'preview':
      await rig.answer('preview', { kind: 'preview', preview: PREVIEW });
      await page
        .getByRole('button', { name: /^(Preview|预览)/ })
        .first()
        .click();
      await page.getByRole('slider', { name: /^(Position|位置)/ }).waitFor();
      return;
    case 'menu':
      await page.locator('hg-pair-row').first().click({ button: 'right' });
      await page.getByRole('menu').waitFor();
      return;
    case 'wipe':
      await show(rig, 'preview');
      await page.getByRole('radio', { name: /^(Wipe|划像)/ }).click();
      return;
    case 'consent':
      await page
        .getByRole('button', { name: /^(Consent to using|使用)/ })
        .first()
        .click();
      await page.getByRole('textbox', { name: /^(Consent|授权)/ }).waitFor();
      return;
    case 'source':
      await rig.answer('play-source', { kind: 'playable', address: '/video.mp4' });
      await rig.answer('strip-still', { kind: 'frame', image: '/still/1' });
      await page.locator('.play-picture').first().click();
      await page.locator('hg-part-bar img').last().waitFor();
      return;
    case 'try':
      await rig.answer('try', TRIED);
      await page
        .getByRole('button', { name: /^(Try 4 seconds of|试看)/ })
        .first()
        .click();
      await page.getByRole('slider', { name: /^(Position|位置)$/ }).waitFor();
      return;
    case 'face':
      await rig.answer('frame', { kind: 'frame', image: '/still/1' });
      await rig.answer('faces', { kind: 'faces', faces: TWO_FACES });
      await page
        .getByRole('button', { name: /^(Choose the face in Anna|.*Anna.*人脸|.*人脸.*Anna)/ })
        .first()
        .click();
      await page.getByRole('radio', { name: /1.*2/ }).waitFor();
  }
}
