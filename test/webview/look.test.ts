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

  it.each([350, 1280])('cuts no ring off at %i pixels', async (width) => {
    await rig.open(courseView(), { width });
    for (let stops = 0; stops < 60; stops += 1) {
      await rig.page.keyboard.press('Tab');
      const cut = await rig.page.evaluate(ringCut);
      if (cut === undefined) break;
      expect(cut).toBe('');
    }
  });

  it.each(['hc', 'hc-light'] as const)('dims no text in %s', async (theme) => {
    await rig.open(courseView(), { theme });
    expect(await rig.page.evaluate(dimmedTexts)).toEqual([]);
  });
});

/** What of the ring around the focus is cut off by something that clips: nothing, or its name. */
function ringCut(): string | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return undefined;
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
  if (outlineStyle === 'none') return '';
  const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
  const box = element.getBoundingClientRect();
  for (let around: Node | null = element; around;) {
    around =
      around instanceof ShadowRoot
        ? around.host
        : ((around as Element).assignedSlot ?? around.parentNode);
    if (!(around instanceof Element) || around === document.documentElement) continue;
    const style = getComputedStyle(around);
    const clips =
      style.overflow !== 'visible' ||
      /paint|content|strict/.test(style.contain) ||
      style.contentVisibility === 'auto';
    const edge = around.getBoundingClientRect();
    const inside =
      box.left - reach >= edge.left - 0.5 &&
      box.right + reach <= edge.right + 0.5 &&
      box.top - reach >= edge.top - 0.5 &&
      box.bottom + reach <= edge.bottom + 0.5;
    if (clips && !inside && around !== document.body)
      return `${element.outerHTML.slice(0, 120)} in ${around.tagName}.${around.className}`;
  }
  return '';
}

/** Texts that are seen through. */
function dimmedTexts(): string[] {
  const found: string[] = [];
  const look = (root: Node, faint: boolean): void => {
    for (const node of root.childNodes) {
      if (node instanceof Text && faint && node.data.trim() !== '') found.push(node.data.trim());
      if (!(node instanceof Element) || node.tagName === 'STYLE') continue;
      const { opacity, color, visibility } = getComputedStyle(node);
      const alpha = /rgba\([^)]*, ([\d.]+)\)/.exec(color)?.[1] ?? '1';
      // Actions that show when their row is pointed at are not dimmed but hidden.
      const dim = (opacity !== '0' && Number(opacity) < 1) || Number(alpha) < 1;
      const hidden = opacity === '0' || visibility === 'hidden';
      if (hidden) continue;
      look(node, faint || dim);
      if (node.shadowRoot) look(node.shadowRoot, faint || dim);
    }
  };
  look(document.body, false);
  return found;
}
