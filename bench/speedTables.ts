import { median } from '../src/core/measure/statistics.js';
import type { OutputReport, StageTime } from '../src/core/report.js';
import type { ProcessRun } from './processUsage.js';
import { table } from './table.js';

/** One whole process; the floor's has no report. */
export interface Pass extends ProcessRun {
  readonly report?: OutputReport;
}

export interface PassGroup {
  readonly name: string;
  /** One a run, in order. */
  readonly passes: readonly Pass[];
}

/** @param groups the first is the floor that the others are held against @param frames of the output */
export function speedTable(groups: readonly PassGroup[], frames: number): string {
  const [floor] = groups;
  const rows = groups.map(({ name, passes }) => {
    const over = (figure: (pass: Pass) => number): string =>
      (median(passes.map((pass, run) => figure(pass) / figure(floor.passes[run]))) ?? NaN).toFixed(
        2,
      );
    const peak = passes.reduce((a, b) => (a.peakBytes > b.peakBytes ? a : b));
    const programs = [...peak.byProgram].map(([program, bytes]) => `${program} ${mega(bytes)}`);
    return [
      name,
      median(passes.map(({ seconds }) => seconds)),
      over(({ seconds }) => seconds),
      median(passes.map(({ cpuSeconds }) => cpuSeconds)),
      over(({ cpuSeconds }) => cpuSeconds),
      median(passes.map(({ seconds }) => frames / seconds)),
      mega(peak.peakBytes),
      programs.join(', '),
      cachedAsMeant(passes),
    ];
  });
  const header = [
    ...['', 'wall s', 'x floor', 'CPU s', 'x floor', 'frames/s', 'peak MB', 'of which', 'cached'],
  ];
  return table(header, rows, 1);
}

function cachedAsMeant(passes: readonly Pass[]): string {
  const cached = passes.map(({ report }) => report?.actorCached);
  if (cached.every((one) => one === true)) return 'yes';
  return cached.every((one) => one === false) ? 'no' : '';
}

export function stageTable(groups: readonly PassGroup[]): string {
  const reports = groups.flatMap(({ passes }) => passes.flatMap(({ report }) => report ?? []));
  const names = [...new Set(reports.flatMap(({ stages }) => Object.keys(stages)))].sort();
  const rows = names.map((name) => [name, ...groups.map((group) => perFrame(group, name))]);
  return table(['stage', ...groups.map(({ name }) => name)], rows);
}

function perFrame({ passes }: PassGroup, name: string): number | null {
  return median(
    passes.flatMap(({ report }) => {
      if (report === undefined) return [];
      const stages: Readonly<Partial<Record<string, StageTime>>> = report.stages;
      const stage = stages[name];
      return stage === undefined ? [] : [(1000 * stage.seconds) / report.frames];
    }),
  );
}

function mega(bytes: number): number {
  return Math.round(bytes / 1e6);
}
