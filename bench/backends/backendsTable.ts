import { median } from '../../src/core/measure/statistics.js';
import type { OutputReport } from '../../src/core/report.js';
import { stageTable } from '../speedTables.js';
import { table } from '../table.js';

/** One output, and what its making took. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly report: OutputReport;
}

export interface MeasuredWay {
  readonly name: string;
  /** With an actor that had to be learnt first, and with it known; one a run, in order. */
  readonly fresh: Measured[];
  readonly known: Measured[];
}

export interface BackendsConditions {
  readonly seconds: number;
  readonly runs: number;
  readonly frames: number;
  readonly provider: string;
  readonly machine: string;
}

/** @param ways the first is the one that the others are held against, run by run */
export function backendsMarkdown(
  ways: readonly MeasuredWay[],
  { seconds, runs, frames, provider, machine }: BackendsConditions,
): string {
  return [
    `# Ways of making lips, ${seconds} s at 1280x720`,
    '',
    `Provider asked for: ${provider}. ${machine}. Medians of ${runs} runs, taken in turn;`,
    `"x ${ways[0].name}" is the median of each run's own ratio of CPU time, which other load inflates less.`,
    '',
    speedRows(ways, frames),
    '',
    '## What came out',
    '',
    "The rendered lips against those that were meant, as each output's report has them.",
    '',
    resultRows(ways),
    '',
    '## Where the time goes, actor known (ms a frame of output, medians)',
    '',
    stageTable(ways.map(({ name, known }) => ({ name, passes: known.map(asPass) }))),
    '',
  ].join('\n');
}

function speedRows(ways: readonly MeasuredWay[], frames: number): string {
  const header = ['', 'actor', 'wall s', 'frames/s', 'CPU s', 'CPU ms/frame', `x ${ways[0].name}`];
  const rows = (['fresh', 'known'] as const).flatMap((kind) =>
    ways.map((way) => {
      const passes = way[kind];
      const ratios = passes.map(
        ({ cpuSeconds }, run) => cpuSeconds / ways[0][kind][run].cpuSeconds,
      );
      return [
        way.name,
        kind === 'fresh' ? 'new' : 'known',
        median(passes.map((pass) => pass.seconds)),
        median(passes.map((pass) => frames / pass.seconds)),
        median(passes.map((pass) => pass.cpuSeconds)),
        median(passes.map((pass) => (1000 * pass.cpuSeconds) / frames)),
        median(ratios),
      ];
    }),
  );
  return table(header, rows, 1);
}

function resultRows(ways: readonly MeasuredWay[]): string {
  const header = ['', 'r', 'lag (frames)', 'articulation', 'sharpness', 'passed', 'ran on'];
  const rows = ways.map(({ name, known }) => {
    const { sync, sharpness, passedThrough, provider } = known[0].report;
    const { apertureR, lagFrames, articulation } = sync;
    return [name, apertureR, lagFrames, articulation, sharpness, passedThrough.frames, provider];
  });
  return table(header, rows);
}

/** As the stages' table takes it: of memory nothing is told here. */
function asPass({ seconds, cpuSeconds, report }: Measured) {
  return { seconds, cpuSeconds, report, peakBytes: NaN, byProgram: new Map<string, number>() };
}
