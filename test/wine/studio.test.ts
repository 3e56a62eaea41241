import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { goesOnAfterKill, journey } from '../e2e/studio/journey.js';
import { percent, rows } from '../e2e/studio/lesson.js';
import { StudioSession } from '../e2e/studio/session.js';
import { findChromium } from '../rig/places.js';
import { missingForWine } from './wineRig.js';
import { WineStudio } from './wineStudio.js';

const chromium = findChromium();
const missing = missingForWine() ?? (chromium === undefined ? 'no chromium' : undefined);

describe.skipIf(missing !== undefined)(`the studio under Wine (${missing ?? 'all there'})`, () => {
  if (missing === undefined) person();
  else it('does what it does on Linux', () => undefined);
});

/** The same steps as on Linux; the studio alone is a program of Windows. */
function person(): void {
  const server = new WineStudio();
  const studio = new StudioSession('chromium', undefined, 'wine', server);
  beforeAll(() => studio.start(chromium ?? ''));
  afterAll(() => studio.close());
  afterEach(() => {
    expect(studio.troubles).toEqual([]);
  });

  journey(studio);

  it('cancels all, and no ffmpeg is left', async () => {
    const { page } = studio;
    const before = await rows(page).getByText('Cancelled').count();
    await page.getByRole('button', { name: 'Generate all' }).click();
    await expect.poll(() => percent(page)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Cancel all' }).click();
    await expect.poll(() => rows(page).getByText('Cancelled').count()).toBeGreaterThan(before);
    await expect.poll(() => server.rig.running('ffmpeg.exe')).toEqual([]);
    await expect.poll(() => percent(page)).toBe(-1);
  });

  goesOnAfterKill(studio);
}
