import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { largeView } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

/*
 * Milliseconds that the page's main thread was busy (its processor time, by Chrome's own count), so
 * that other work on the machine does not blur the measure. It holds everything: script, style,
 * layout, paint, and the copying of the message.
 */

let rig: PageRig;
let meter: CDPSession;

beforeAll(async () => {
  rig = await PageRig.start();
  meter = await rig.page.context().newCDPSession(rig.page);
  await meter.send('Performance.enable', { timeDomain: 'threadTicks' });
});

afterAll(async () => {
  await rig.close();
});

async function busyMs(): Promise<number> {
  const { metrics } = await meter.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

/** Pushes views of 200 pairs, each painted before the next. */
async function push(first: number, count: number): Promise<number> {
  const views = Array.from({ length: count }, (_, at) =>
    largeView(first + at, 0.1 + ((first + at) % 80) / 100),
  );
  await rig.page.evaluate((kept) => {
    Object.assign(globalThis, { kept });
  }, views);
  const before = await busyMs();
  await rig.page.evaluate(async () => {
    const { kept } = globalThis as unknown as { kept: (typeof views)[number][] };
    for (const view of kept) {
      fake.push(view);
      await new Promise((painted) => {
        requestAnimationFrame(() => setTimeout(painted));
      });
    }
  });
  return (await busyMs()) - before;
}

it.each(['list', 'matrix'])('paints 200 pairs as a %s without jank', async (pairs) => {
  await rig.open(undefined, { state: { page: 'batch', pairs } });
  const start = await busyMs();
  const first = await push(1, 1);
  const selector = pairs === 'list' ? 'hg-pair-row' : '[role=gridcell]';
  await expect
    .poll(() => rig.page.locator(selector).count(), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(200);
  // Long lists grow in idle moments: the first paint has what fits a screen.
  const whole = (await busyMs()) - start;
  const count = 30;
  const each = (await push(2, count)) / count;
  console.log(
    `${pairs}: first paint ${first.toFixed(0)} ms, all ${whole.toFixed(0)} ms, a snapshot ${each.toFixed(1)} ms`,
  );
  // The goals are 300 and 8 where nothing else runs; twice that is a fault anywhere.
  expect(first).toBeLessThan(600);
  expect(each).toBeLessThan(16);
});
