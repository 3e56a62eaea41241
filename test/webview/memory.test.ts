import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { largeView } from './rig/sampleViews.js';
import { PageRig } from './rig/testPage.js';

/*
 * Ten minutes of progress at the ten snapshots a second that a host sends at most, as fast as the
 * page takes them. What is measured is what the page still holds once its garbage is collected.
 */
const SNAPSHOTS = 6000;
/** By then everything that is made once has been made. */
const WARM = 1000;
/** Megabytes: Chrome's own counts, code that it compiles late among them, move by about half that. */
const ALLOWED_MB = 1;
const LIMIT_MS = 400_000;

let rig: PageRig;
let meter: CDPSession;

beforeAll(async () => {
  rig = await PageRig.start();
  meter = await rig.page.context().newCDPSession(rig.page);
});

afterAll(async () => {
  await rig.close();
});

interface Held {
  readonly megabytes: number;
  /** Listeners and nodes leak as surely as bytes. */
  readonly nodes: number;
  readonly listeners: number;
}

async function held(): Promise<Held> {
  for (let pass = 0; pass < 3; pass += 1) await meter.send('HeapProfiler.collectGarbage');
  const { usedSize } = await meter.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await meter.send('Memory.getDOMCounters');
  return { megabytes: usedSize / 1e6, nodes, listeners: jsEventListeners };
}

/** Pushes snapshots of a pair that advances while another fails and starts anew, each rendered. */
async function push(first: number, count: number): Promise<void> {
  await rig.page.evaluate(
    async ([view, from, until]) => {
      for (let revision = from; revision < until; revision += 1) {
        const fraction = (revision % 500) / 500;
        const pairs = view.project?.pairs.map((pair, at) => {
          if (at === 4 + (Math.floor(revision / 500) % 4)) {
            const state = {
              kind: 'running',
              stage: 'drawing',
              fraction,
              rate: 60,
              eta: 9,
            } as const;
            return { ...pair, state };
          }
          return pair;
        });
        const { project, run } = view;
        fake.push({
          ...view,
          revision,
          run: { ...run, fraction },
          ...(project && pairs && { project: { ...project, pairs } }),
        });
        if (revision % 4 === 0) await new Promise((painted) => requestAnimationFrame(painted));
        else await new Promise((done) => setTimeout(done));
      }
    },
    [largeView(first, 0), first, first + count] as const,
  );
}

it(
  'holds no more after ten minutes of progress than after two',
  async () => {
    await rig.open(undefined, { state: { page: 'batch', pairs: 'list' } });
    await push(1, WARM);
    const before = await held();
    await push(1 + WARM, SNAPSHOTS - WARM);
    const after = await held();
    const say = ({ megabytes, nodes, listeners }: Held) =>
      `${megabytes.toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`;
    console.log(`after ${WARM} snapshots ${say(before)}; after ${SNAPSHOTS} ${say(after)}`);
    expect(after.megabytes - before.megabytes).toBeLessThan(ALLOWED_MB);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.02);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners * 1.02);
  },
  LIMIT_MS,
);
