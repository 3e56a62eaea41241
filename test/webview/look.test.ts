import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './rig/axe.js';
import { type Part, PARTS, show } from './rig/parts.js';
import { BROKEN_VIEW, courseView, EMPTY_PROJECT, view } from './rig/sampleViews.js';
import { PageRig, type Theme } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

describe('axe finds nothing serious', () => {
  const themes: readonly Theme[] = ['light', 'light-2026', 'dark', 'dark-2026', 'hc', 'hc-light'];
  const views = themes.flatMap((theme) => PARTS.map((part): [Part, Theme] => [part, theme]));
  it.each(views)('in %s, %s', async (part, theme) => {
    await rig.open(courseView({ disk: { free: 1e9, needed: 3e9 } }), { theme });
    await show(rig, part);
    expect(await seriousFindings(rig.page)).toEqual([]);
  });

  it.each(themes)('of empty, broken and untrusted projects in %s', async (theme) => {
    const kinds = [view(EMPTY_PROJECT), BROKEN_VIEW, courseView({ trusted: false })];
    for (const shown of kinds) {
      await rig.open(shown, { theme });
      expect(await seriousFindings(rig.page)).toEqual([]);
    }
  });
});

describe('the layout', () => {
  it.each([350, 700, 1280, 2200])('fits %i pixels without scrolling sideways', async (width) => {
    for (const what of PARTS) {
      await rig.open(courseView(), { width });
      await show(rig, what);
      const over = await rig.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, what).toBeLessThanOrEqual(0);
    }
  });

  it('has a visible ring on whatever has the focus', async () => {
    await rig.open(courseView());
    // Lists are one stop each, so this is the whole round.
    let stops = 0;
    for (; stops < 60; stops += 1) {
      await rig.page.keyboard.press('Tab');
      const ring = await rig.page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        if (!element || element === document.body) return 'none';
        const host = (element.getRootNode() as ShadowRoot).host as Element | undefined;
        const parts = [host, element].flatMap((each) => [
          ...(each?.shadowRoot?.querySelectorAll('.root, .control') ?? []),
        ]);
        const mark = getComputedStyle(document.body).getPropertyValue('--vscode-focusBorder');
        document.body.style.outlineColor = mark;
        const ringColor = getComputedStyle(document.body).outlineColor;
        // The toolkit's fields show their focus by the colour of their border.
        const seen = [element, ...(host ? [host] : []), ...parts].some((each) => {
          const { outlineStyle, outlineWidth, borderTopColor } = getComputedStyle(each);
          return (
            (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ||
            borderTopColor === ringColor
          );
        });
        return seen ? 'seen' : element.outerHTML.slice(0, 120);
      });
      if (ring === 'none') break;
      expect(ring).toBe('seen');
    }
    expect(stops).toBeGreaterThan(20);
    expect(stops).toBeLessThan(60);
  });
});
