import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Part, PARTS, show } from './rig/parts.js';
import { BROKEN_VIEW, courseView, EMPTY_PROJECT, view } from './rig/sampleViews.js';
import { PageRig, type PageOptions, type Theme } from './rig/testPage.js';
import { cutTexts } from './rig/cutTexts.js';

/*
 * Writes how the page looks to out/webview, to be looked at, and fails where a text runs under
 * another or is cut off that should not be.
 */
const FOLDER = join(import.meta.dirname, '../../out/webview');

let rig: PageRig;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

async function take(name: string): Promise<void> {
  await rig.page.mouse.move(0, 0);
  await rig.page.screenshot({ path: join(FOLDER, `${name}.png`) });
  expect(await cutTexts(rig.page), name).toEqual([]);
}

const LOOKS: Readonly<Record<string, PageOptions>> = {
  light: { theme: 'light-2026' },
  dark: { theme: 'dark-2026' },
  hc: { theme: 'hc' },
  'hc-light': { theme: 'hc-light' },
  narrow: { theme: 'light-2026', width: 350, height: 1400 },
  middle: { theme: 'dark-2026', width: 890 },
  wide: { theme: 'dark', width: 1800, height: 1000 },
  older: { theme: 'light' },
};

/** Looks that differ from others in little but width or an older theme's colours. */
const IN_PART: Readonly<Record<string, readonly Part[]>> = {
  middle: ['list', 'matrix', 'preview'],
  wide: ['list', 'matrix', 'settings'],
  older: ['list', 'preview'],
};

describe.each(Object.entries(LOOKS))('in %s', (look, options) => {
  it.each(IN_PART[look] ?? PARTS)('%s', async (part) => {
    await rig.open(courseView(), options);
    await show(rig, part);
    await take(`${look}-${part}`);
  });

  it('empty and broken', async () => {
    await rig.open(view(EMPTY_PROJECT), options);
    await take(`${look}-empty`);
    await show(rig, 'single');
    await take(`${look}-empty-single`);
    await rig.open(BROKEN_VIEW, options);
    await take(`${look}-broken`);
  });
});

describe.each(['light', 'narrow'])('in Chinese, %s', (look) => {
  it.each(PARTS)('%s', async (part) => {
    await rig.open(courseView({ locale: 'zh' }), LOOKS[look]);
    await show(rig, part);
    await take(`zh-${look}-${part}`);
  });
});

it('is right where everything needs saying at once', async () => {
  const themes: readonly Theme[] = ['light-2026', 'dark-2026', 'hc'];
  for (const theme of themes) {
    const crowded = courseView({
      trusted: false,
      disk: { free: 1.1e9, needed: 3.4e9 },
      problems: BROKEN_VIEW.problems,
      message: {
        code: 'tried-again',
        sentence: 'The program that draws stopped; out/anna-2.mp4 is tried again.',
        hint: 'Nothing is lost.',
      },
    });
    await rig.open(crowded, { theme, width: 700 });
    await take(`crowded-${theme}`);
  }
});
