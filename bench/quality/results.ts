import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { MEASURE_NAMES, MEASURES, type Figures } from './measures.js';
import { ROW_NAMES, type Row } from './rows.js';

/** One case's figures. */
export interface CaseResult {
  readonly set: string;
  readonly clip: string;
  readonly identity: string;
  /** Share of frames shown as filmed, which are not scored. */
  readonly passed: number;
  readonly failure?: string;
  readonly rows: Partial<Record<Row, Figures>>;
  /** The run each row was measured in: an index into `runs`. */
  readonly run: Partial<Record<Row, number>>;
}

export interface Run {
  /** YYYY-MM-DD. */
  readonly when: string;
  /** What was measured, e.g. a commit. */
  readonly engine: string;
}

/** What `bench/results/quality*.json` holds. */
export interface QualityResults {
  readonly version: 1;
  readonly scorer: string;
  readonly runs: readonly Run[];
  readonly cases: readonly CaseResult[];
}

/** @throws Error where the file is not one of this bench's */
export function readResults(path: string): QualityResults {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const isOurs = typeof json === 'object' && json !== null && 'cases' in json && 'runs' in json;
  if (!isOurs || !('version' in json) || json.version !== 1) {
    throw new Error(`${path} holds no results of the quality bench`);
  }
  return json as QualityResults;
}

/**
 * Adds a run's cases to what was there: rows measured anew replace the old ones, others stay. What another
 * scorer saw, or another engine made, is dropped: a table of several engines says nothing of any.
 */
export function mergeResults(
  old: QualityResults | undefined,
  scorer: string,
  run: Run,
  cases: readonly Omit<CaseResult, 'run'>[],
): QualityResults {
  const comparable =
    old?.scorer === scorer && old.runs.every(({ engine }) => engine === run.engine);
  const same = comparable ? old : undefined;
  const runs = [...(same?.runs ?? [])];
  const known = runs.findIndex(({ when, engine }) => when === run.when && engine === run.engine);
  const index = known >= 0 ? known : runs.push(run) - 1;
  const byKey = new Map((same?.cases ?? []).map((item) => [keyOf(item), item]));
  for (const item of cases) {
    const before = byKey.get(keyOf(item));
    const measured = ROW_NAMES.filter((row) => item.rows[row] !== undefined);
    const { failure, ...rest } = item;
    byKey.set(keyOf(item), {
      ...rest,
      passed: item.rows.ours === undefined ? (before?.passed ?? item.passed) : item.passed,
      ...(failure !== undefined && { failure }),
      rows: { ...before?.rows, ...item.rows },
      run: { ...before?.run, ...Object.fromEntries(measured.map((row) => [row, index])) },
    });
  }
  return { version: 1, scorer, runs, cases: [...byKey.values()].sort(bySet) };
}

export function keyOf({ set, clip }: Pick<CaseResult, 'set' | 'clip'>): string {
  return `${set}/${clip}`;
}

function bySet(a: CaseResult, b: CaseResult): number {
  const order = ['talk', 'anchors (held out)', 'grid (held out)', 'silent', 'presenter'];
  const place = ({ set }: CaseResult): number => {
    const at = order.indexOf(set);
    return at < 0 ? order.length : at;
  };
  return place(a) - place(b) || keyOf(a).localeCompare(keyOf(b), 'en');
}

/** The file appears whole or not at all; a line a row, so that a diff shows what changed. */
export function writeResults(path: string, results: QualityResults): void {
  const cases = results.cases.map(({ rows, ...item }) => {
    const lines = ROW_NAMES.flatMap((row) =>
      rows[row] === undefined ? [] : [`   ${JSON.stringify(row)}: ${figuresText(rows[row])}`],
    );
    const head = JSON.stringify({ ...item, passed: Number(item.passed.toFixed(3)) });
    return `  ${head.slice(0, -1)}, "rows": {\n${lines.join(',\n')}}}`;
  });
  const { version, scorer, runs } = results;
  const head = JSON.stringify({ version, scorer, runs });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.partial`, `${head.slice(0, -1)},\n "cases": [\n${cases.join(',\n')}]}\n`);
  renameSync(`${path}.partial`, path);
}

function figuresText(figures: Figures): string {
  const rounded = MEASURE_NAMES.flatMap((name) => {
    const value = figures[name];
    return value === undefined ? [] : [[name, Number(value.toFixed(MEASURES[name].digits + 1))]];
  });
  return JSON.stringify(Object.fromEntries(rounded));
}

export function resultsIn(path: string): QualityResults | undefined {
  return existsSync(path) ? readResults(path) : undefined;
}
