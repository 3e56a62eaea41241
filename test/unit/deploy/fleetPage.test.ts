import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TasksUnderWay } from '../../../src/core/fleet/tasksUnderWay.js';
import { WorkerMetrics } from '../../../src/fleet/metrics/workerMetrics.js';
import { ROOT } from './deployFiles.js';

const KIT = { id: 'k', engine: '1', models: 'm', ffmpeg: '5', provider: 'cpu' } as const;

const page = readFileSync(join(ROOT, 'docs', 'fleet.md'), 'utf8');

describe('the page on fleets', () => {
  it('names the figures that a worker tells, all of them and no others', async () => {
    const mine = new TasksUnderWay({ id: 'w', name: 'w', kit: KIT, slots: 1, since: 0 });
    const metrics = new WorkerMetrics({ worker: () => mine.worker, isConnected: () => true });
    const told = await metrics.text();
    const names = [...told.matchAll(/^# HELP (heygem_\w+)/gm)].map(([, name]) => name);
    const written = [...page.matchAll(/heygem_\w+/g)].map(([name]) => name);
    expect([...new Set(written)].sort()).toEqual(names.sort());
    expect(told).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('leads to files that are there', () => {
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(
      ([, title]) =>
        `#${title
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-')}`,
    );
    for (const [, target] of page.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith('#')) expect(anchors).toContain(target);
      else expect(() => readFileSync(join(ROOT, 'docs', target)), target).not.toThrow();
    }
  });
});
