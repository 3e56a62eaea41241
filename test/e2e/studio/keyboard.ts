import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { choose } from './lesson.js';
import { SPEECH, VIDEO } from './media.js';
import type { StudioSession } from './session.js';

const TITLE = 'By keys';
/** Tab stops of the page at most. */
const MOST_STOPS = 60;

/** Says what has the focus, through all shadow roots: its own name, or that of what it stands in. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    for (let around = element; around;) {
      const label = around.getAttribute('aria-label') ?? around.textContent.trim();
      if (label !== '') return label;
      const root = around.getRootNode();
      around = around.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    return '';
  });
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if ((await focused(page)).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${name}`);
}

/** From the first page to a video, without a mouse. */
export function byKeyboard(studio: StudioSession): void {
  it('makes a video by the keyboard alone', async () => {
    const { page } = studio;
    const press = async (name: string): Promise<void> => {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    };
    await page.getByLabel('Name of the project').waitFor();
    await tabTo(page, 'Name of the project');
    await page.keyboard.type(TITLE);
    await page.keyboard.press('Enter');
    await page.locator('hg-single-page').waitFor();
    await choose(page, () => press('Choose a video'), [VIDEO]);
    await expect.poll(() => studio.read(TITLE)['videos'].length).toBe(1);
    await choose(page, () => press('Choose an audio'), [SPEECH]);
    await expect.poll(() => studio.read(TITLE)['audios'].length).toBe(1);
    const generate = page.locator('hg-single-page').getByRole('button', { name: /^Generate/ });
    await expect.poll(() => generate.isEnabled()).toBe(true);
    await press('Generate');
    await page.getByRole('progressbar').first().waitFor();
    await expect.poll(() => studio.results(TITLE).length, { timeout: 120_000 }).toBe(1);
    await studio.picture('by-keyboard');
  });
}
