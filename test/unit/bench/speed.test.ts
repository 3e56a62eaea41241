import { describe, expect, it } from 'vitest';
import { measureProcess } from '../../../bench/processUsage.js';
import { speedTable, stageTable, type Pass } from '../../../bench/speedTables.js';
import type { OutputReport } from '../../../src/core/report.js';

function pass(seconds: number, cpuSeconds: number, report?: Partial<OutputReport>): Pass {
  const run = { seconds, cpuSeconds, peakBytes: 3e6, byProgram: new Map([['node', 3e6]]) };
  return report === undefined ? run : { ...run, report: report as OutputReport };
}

describe('speed tables', () => {
  it('hold each run against the floor of its own turn', () => {
    const stages = { render: { seconds: 2, frames: 100 } };
    const report = { actorCached: true, frames: 100, stages };
    const groups = [
      { name: 'floor', passes: [pass(1, 2), pass(4, 2), pass(1, 2)] },
      {
        name: 'cached actor',
        passes: [pass(2, 3, report), pass(6, 3, report), pass(2, 3, report)],
      },
    ];
    const [, , floor, cached] = speedTable(groups, 100).split('\n');
    expect(floor).toContain('| floor | 1 | 1.00 | 2 | 1.00 |');
    // The median of 2, 1.5 and 2, not the ratio of the medians' sums.
    expect(cached).toContain('| cached actor | 2 | 2.00 | 3 | 1.50 | 50 | 3 | node 3 | yes |');
    expect(stageTable(groups)).toContain('| render | - | 20 |');
  });
});

describe('measureProcess', () => {
  it("counts a child's time", async () => {
    const program = 'const end = Date.now() + 300; while (Date.now() < end);';
    const { seconds } = await measureProcess(process.execPath, ['-e', program]);
    expect(seconds).toBeGreaterThan(0.29);
  });

  it('tells what a failing program said', async () => {
    const program = "console.error('no such clip'); process.exit(3)";
    const failing = measureProcess(process.execPath, ['-e', program]);
    await expect(failing).rejects.toThrow(/ended with 3: no such clip/);
  });
});
