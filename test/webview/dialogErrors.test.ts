import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutTexts } from './rig/cutTexts.js';
import { show } from './rig/parts.js';
import { courseView } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

const FOLDER = join(import.meta.dirname, '../../out/webview');
const GONE = { code: 'input-missing', sentence: 'The result is gone.', hint: 'Make it again.' };

let rig: PageRig;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  rig = await PageRig.start({ reducedMotion: true });
});
afterAll(async () => {
  await rig.close();
});
beforeEach(() => rig.open(courseView()));

/** In the window, and not on the page behind it. */
async function saidInside(text: string): Promise<void> {
  const inside = rig.page.locator('hg-dialog').getByText(text);
  await expect.poll(() => inside.isVisible()).toBe(true);
  await expect.poll(() => rig.page.locator('main .banner').getByText(text).count()).toBe(0);
}

describe('what is refused while a window is open', () => {
  it('is said in it, and goes when it is dismissed', async () => {
    await show(rig, 'preview');
    await rig.answer('open', { kind: 'refused', notice: GONE });
    await rig.page.getByRole('button', { name: 'Open', exact: false }).last().click();
    await saidInside('The result is gone.');
    await rig.page.screenshot({ path: join(FOLDER, 'dialog-refusal.png') });
    expect(await cutTexts(rig.page)).toEqual([]);
    await rig.page.locator('hg-dialog').getByRole('button', { name: 'Dismiss' }).click();
    const said = rig.page.getByText('The result is gone.');
    await expect.poll(() => said.count()).toBe(0);
    await expect.poll(() => rig.page.getByRole('dialog').count()).toBe(1);
  });

  it('is said in another window too, and taken back by what succeeds', async () => {
    await show(rig, 'face');
    await rig.answer('edit', { kind: 'refused', notice: GONE });
    const use = rig.page.getByRole('button', { name: 'Use this face' });
    await use.click();
    await saidInside('The result is gone.');
    await rig.answer('edit', { kind: 'ok' });
    await use.click();
    await rig.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => rig.page.getByText('The result is gone.').count()).toBe(0);
  });

  it('is said once where the window has a place of its own for it', async () => {
    await rig.answer('frame', { kind: 'refused', notice: GONE });
    await rig.page.getByRole('button', { name: 'Choose the face in Anna, studio' }).click();
    await saidInside('The result is gone.');
    await expect.poll(() => rig.page.getByText('The result is gone.').count()).toBe(1);
  });

  it('is why nothing is heard: a Listen that is refused says so, and can be tried again', async () => {
    const refused = {
      code: 'voice-failed',
      sentence: 'The voice failed.',
      hint: 'Choose another.',
    };
    const voice = { id: 'af_heart', kind: 'pack', name: 'Heart', language: 'en-US' } as const;
    await rig.answer('voices', { kind: 'voices', voices: [voice] });
    await rig.answer('listen', { kind: 'refused', notice: refused });
    await rig.page.getByRole('button', { name: 'Write a script…' }).click();
    await rig.page.getByRole('textbox', { name: 'What is said' }).fill('Hello there.');
    const listen = rig.page.getByRole('button', { name: 'Listen to the sentence at the cursor' });
    await expect.poll(() => listen.isEnabled()).toBe(true);
    await listen.click();
    await saidInside('The voice failed.');
    await saidInside('Choose another.');
    await expect.poll(() => rig.page.getByText('Making the sound…').count()).toBe(0);
    await expect.poll(() => listen.isEnabled()).toBe(true);
    await rig.answer('listen', { kind: 'playable', address: '/video.mp4' });
    await listen.click();
    await expect.poll(() => rig.page.getByText('The voice failed.').count()).toBe(0);
  });

  it('is said on the page again when it is closed', async () => {
    await show(rig, 'face');
    await rig.page.keyboard.press('Escape');
    await rig.page.getByRole('dialog').waitFor({ state: 'detached' });
    await rig.answer('export-zip', { kind: 'refused', notice: GONE });
    await rig.page.getByRole('button', { name: 'Export ZIP' }).click();
    await expect
      .poll(() => rig.page.locator('main .banner').getByText(GONE.sentence).count())
      .toBe(1);
  });
});

it('says in the window what the host says in passing', async () => {
  await show(rig, 'face');
  const message = { code: 'tried-again', sentence: 'It is tried again.', hint: '' };
  await rig.push(courseView({ revision: 2, message }));
  const inside = rig.page.locator('hg-dialog').getByText('It is tried again.');
  await expect.poll(() => inside.isVisible()).toBe(true);
});
