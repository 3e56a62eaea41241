import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseView, EMPTY_PROJECT, PREVIEW, view } from './rig/sampleViews.js';
import { PageRig, type Theme } from './rig/testPage.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

/** Serious and critical findings of axe, shortened. */
async function findings(): Promise<string[]> {
  await rig.page.evaluate(AXE);
  const violations = await rig.page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: Finding[] }> };
    };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`,
      ),
    );
}

async function show(what: string): Promise<void> {
  const { page } = rig;
  const tab = (name: string) => page.getByRole('tab', { name }).click();
  if (what === 'matrix') await page.getByRole('radio', { name: 'Matrix' }).click();
  if (what === 'single') await tab('Single');
  if (what === 'results') await tab('Results');
  if (what === 'settings') await tab('Settings');
  if (what === 'preview') {
    await rig.answer('preview', { kind: 'preview', preview: PREVIEW });
    await page
      .getByRole('button', { name: /^Preview/ })
      .first()
      .click();
    await page.getByRole('slider', { name: 'Position' }).waitFor();
  }
}

describe('axe finds nothing serious', () => {
  const themes: readonly Theme[] = ['light', 'dark', 'hc', 'hc-light'];
  it.each(themes)('in %s', async (theme) => {
    await rig.open(courseView({ disk: { free: 1e9, needed: 3e9 } }), { theme });
    expect(await findings()).toEqual([]);
  });

  it.each(['matrix', 'single', 'results', 'settings', 'preview'])('on %s', async (what) => {
    await rig.open(courseView());
    await show(what);
    expect(await findings()).toEqual([]);
  });

  it('of an empty project and a broken one', async () => {
    await rig.open(view(EMPTY_PROJECT));
    expect(await findings()).toEqual([]);
    const problem = { code: 'syntax', severity: 'error', line: 1, column: 1 } as const;
    const problems = [{ ...problem, sentence: 'This is not valid JSON.', hint: 'Mend it.' }];
    await rig.open(view(undefined, { problems }));
    expect(await findings()).toEqual([]);
  });
});

describe('the layout', () => {
  it.each([350, 700, 1280, 2200])('fits %i pixels without scrolling sideways', async (width) => {
    for (const what of ['list', 'matrix', 'single', 'results', 'settings']) {
      await rig.open(courseView(), { width });
      await show(what);
      const over = await rig.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, what).toBeLessThanOrEqual(0);
    }
  });

  it('has a visible ring on whatever has the focus', async () => {
    await rig.open(courseView());
    for (let step = 0; step < 40; step += 1) {
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
      expect(ring).toBe('seen');
    }
  });
});
