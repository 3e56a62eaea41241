import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EditorView } from '../../src/protocol/editorView.js';
import type { FleetView } from '../../src/protocol/fleetViews.js';
import { seriousFindings } from './rig/axe.js';
import { cutTexts } from './rig/cutTexts.js';
import { EMPTY_FLEET, FLEET, largeFleet, LOST_FLEET } from './rig/fleetSamples.js';
import { courseProject, courseView } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

let rig: PageRig;

beforeAll(async () => {
  rig = await PageRig.start({ reducedMotion: true });
});

afterAll(async () => {
  await rig.close();
});

const WITH_FLEET = courseView({ fleet: true });
const AT_MACHINES = { state: { page: 'machines' } };

async function tell(fleet: FleetView): Promise<void> {
  await rig.page.evaluate(async (told) => {
    fake.tell({ kind: 'fleet', fleet: told });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }, fleet);
}

const tab = () => rig.page.getByRole('tab', { name: 'Machines' });
const machines = () => rig.page.locator('hg-machine-row');
const banner = () =>
  rig.page.locator('hg-studio .banner-warning').filter({ hasText: /queue|machine/i });

describe('the page of the machines', () => {
  it('is there with a fleet alone, and a page that was turned to it turns back without', async () => {
    await rig.open(courseView(), AT_MACHINES);
    await expect.poll(() => rig.page.locator('hg-batch-page').count()).toBe(1);
    expect(await tab().count()).toBe(0);
    await rig.push({ ...WITH_FLEET, revision: 2 });
    await expect.poll(() => rig.page.locator('hg-machines-page').count()).toBe(1);
    expect(await tab().getAttribute('aria-selected')).toBe('true');
  });

  it('has the host tell of the fleet while it is shown, and no longer', async () => {
    await rig.open(WITH_FLEET);
    await tab().click();
    expect(await rig.sent()).toEqual([{ kind: 'show-fleet', on: true }]);
    await rig.push({ ...WITH_FLEET, revision: 2 });
    expect(await rig.sent()).toEqual([]);
    await rig.page.getByRole('tab', { name: 'Results' }).click();
    expect(await rig.sent()).toContainEqual({ kind: 'show-fleet', on: false });
  });

  it('says who is there, what each makes, and what went wrong', async () => {
    await rig.open(WITH_FLEET, AT_MACHINES);
    await rig.page.getByText('Connecting to the queue').first().waitFor();
    await tell(FLEET);
    await expect.poll(() => machines().count()).toBe(5);
    const text = (at: number) => machines().nth(at).locator('.row').innerText();
    expect(await text(0)).toMatch(/rack-1\s+Working[^]*cuda[^]*anna-lesson-1\.mp4[^]*61 fps/);
    expect((await text(0)).match(/try \d/g)).toEqual(['try 2']);
    expect(await text(1)).toMatch(/3\smade · 7,500\sframes · 1\sfailed[^]*No usable face/);
    expect(await text(2)).toMatch(/Resting[^]*is full/);
    const facts = await rig.page.locator('hg-machines-page .facts').innerText();
    expect(facts).toMatch(/rack-0:6379[^]*2 of 5[^]*128 fps[^]*41/);
    await rig.page.getByText('2 machines run another version').waitFor();
    expect(
      await rig.page.getByRole('list', { name: 'Machines' }).getByRole('listitem').count(),
    ).toBe(5);
  });

  it('says how a machine is brought in where there is none', async () => {
    await rig.open(WITH_FLEET, AT_MACHINES);
    await tell(EMPTY_FLEET);
    await rig.page.getByText('heygem worker --queue redis://rack-0:6379').waitFor();
  });

  it('announces who comes and goes, and nothing that only runs', async () => {
    await rig.open(WITH_FLEET, AT_MACHINES);
    await tell(largeFleet(3, 0));
    await rig.page.evaluate(() => {
      const page = document
        .querySelector('hg-studio')
        ?.shadowRoot?.querySelector('hg-machines-page');
      const live = page?.shadowRoot?.querySelector('[aria-live]');
      const changes: string[] = [];
      Object.assign(globalThis, { changes });
      if (!live) throw new Error('no live region');
      new MutationObserver(() => changes.push(live.textContent.trim())).observe(live, {
        ...{ childList: true, characterData: true, subtree: true },
      });
    });
    const changes = () =>
      rig.page.evaluate(() => (globalThis as unknown as { changes: string[] }).changes);
    for (const tick of [1, 2, 3]) await tell(largeFleet(3, tick));
    expect(await changes()).toEqual([]);
    await tell(largeFleet(2, 4));
    expect(await changes()).toEqual(['Machines: 2. Resting: 0.']);
  });

  it('draws anew only the machines that changed, and keeps those that stay', async () => {
    await rig.open(WITH_FLEET, AT_MACHINES);
    await tell(FLEET);
    await expect.poll(() => machines().count()).toBe(5);
    await rig.page.evaluate(() => {
      const page = document
        .querySelector('hg-studio')
        ?.shadowRoot?.querySelector('hg-machines-page');
      const drawn: string[] = [];
      Object.assign(globalThis, { drawn });
      for (const row of page?.shadowRoot?.querySelectorAll('hg-machine-row') ?? []) {
        const name = row.shadowRoot?.querySelector('.name')?.textContent ?? '';
        new MutationObserver(() => drawn.push(name)).observe(row.shadowRoot ?? row, {
          ...{ childList: true, characterData: true, attributes: true, subtree: true },
        });
      }
    });
    const [first, second, ...rest] = FLEET.workers;
    const busier = { ...second, made: { ...second.made, frames: 7_600 } };
    // The first one left.
    await tell({ ...FLEET, workers: [busier, ...rest] });
    await expect.poll(() => machines().count()).toBe(4);
    expect(first.name).toBe('rack-1');
    const drawn = await rig.page.evaluate(
      () => new Set((globalThis as unknown as { drawn: string[] }).drawn).size,
    );
    expect(drawn).toBe(1);
  });

  it('stays quick with 256 machines that each change every second', async () => {
    await rig.open(WITH_FLEET, AT_MACHINES);
    await tell(largeFleet(256, 0));
    await expect.poll(() => machines().count()).toBe(256);
    const seconds = await rig.page.evaluate(
      async (told) => {
        const app = document.querySelector('hg-studio') as HTMLElement & {
          updateComplete: Promise<unknown>;
        };
        const times: number[] = [];
        for (const fleet of told) {
          const began = performance.now();
          fake.tell({ kind: 'fleet', fleet });
          await app.updateComplete;
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          times.push(performance.now() - began);
        }
        return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] / 1000;
      },
      Array.from({ length: 9 }, (_, tick) => largeFleet(256, tick + 1)),
    );
    // Once a second; a busy machine is several times slower than an idle one.
    expect(seconds).toBeLessThan(0.4);
  });
});

describe('a run that the fleet makes', () => {
  beforeEach(() => rig.open(WITH_FLEET));

  it('says why it does not go on, and leads to the machines', async () => {
    await tell(FLEET);
    await expect.poll(() => banner().count()).toBe(0);
    await tell(LOST_FLEET);
    await expect.poll(() => banner().innerText()).toContain('cannot be reached');
    await tell(EMPTY_FLEET);
    await expect.poll(() => banner().innerText()).toContain('No machine is at work');
    await tell({ ...FLEET, workers: FLEET.workers.filter(({ state }) => state === 'resting') });
    await expect.poll(() => banner().innerText()).toContain('No machine takes anything now');
    await banner().getByRole('button', { name: 'Machines' }).click();
    await expect.poll(() => machines().count()).toBe(1);
  });

  it('says nothing of that once it is over', async () => {
    await tell(LOST_FLEET);
    await expect.poll(() => banner().count()).toBe(1);
    await rig.push({ ...WITH_FLEET, revision: 2, run: { ...WITH_FLEET.run, running: false } });
    await expect.poll(() => banner().count()).toBe(0);
  });

  it.each([
    [['rack-3', 'rack-7'], 'on rack-3, rack-7'],
    [['a', 'b', 'c', 'd', 'e'], 'on a, b, c and 2 more'],
  ])('says at a pair who makes it: %j', async (by, words) => {
    await rig.push({ ...madeBy(by), revision: 2 });
    const detail = rig.page.locator('hg-pair-row .detail', { hasText: 'drawing' });
    await expect.poll(() => detail.innerText()).toContain(words);
  });
});

/** The view in which the pair that runs is made by others. */
function madeBy(by: readonly string[]): EditorView {
  const project = courseProject();
  const pairs = project.pairs.map((pair) =>
    pair.state.kind === 'running' ? { ...pair, state: { ...pair.state, by } } : pair,
  );
  return { ...WITH_FLEET, project: { ...project, pairs } };
}

/** Pictures are written there, to be looked at. */
const FOLDER = join(import.meta.dirname, '../../out/webview');

describe('looks', () => {
  it.each(['dark-2026', 'light-2026', 'hc', 'hc-light'] as const)(
    'fits 320 pixels and has nothing serious for axe in %s',
    async (theme) => {
      await rig.open(WITH_FLEET, { ...AT_MACHINES, theme, width: 320 });
      await tell(FLEET);
      await expect.poll(() => machines().count()).toBe(5);
      const { page } = rig;
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        320,
      );
      expect(await cutTexts(page)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: join(FOLDER, `machines-${theme}.png`), fullPage: true });
      expect(rig.complaints).toEqual([]);
    },
  );
});
