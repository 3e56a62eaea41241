import { HeygemError } from '../../src/core/errors.js';
import type { Workbench } from '../workbench.js';
import { CaseBench, type CaseTools } from './caseBench.js';
import type { Case } from './cases.js';
import { cutCase } from './cutCase.js';
import { OwnOffsets } from './ownOffsets.js';
import { RealVideos } from './realVideos.js';
import type { CaseResult } from './results.js';
import { ROW_NAMES, type Row } from './rows.js';
import { scorerHash, scorerModels, type Scorer } from './scorers.js';

export type Measured = Omit<CaseResult, 'run'>;

export interface QualityOptions {
  readonly cases: readonly Case[];
  readonly rows: readonly Row[];
  readonly scorer: Scorer;
  /** Longer clips are cut to so many seconds. */
  readonly seconds?: number;
  /** Folder for contact sheets of `ours`: real faces, never to be kept with the project. */
  readonly sheets?: string;
  readonly onCase: (result: Measured, done: number) => void;
}

/** Measures every case; one that fails says why and the others go on. */
export async function runQuality(bench: Workbench, options: QualityOptions): Promise<void> {
  const models = await scorerModels(bench, options.scorer);
  const real = new RealVideos(bench, models, scorerHash(bench, options.scorer));
  const offsets = await OwnOffsets.open(bench);
  let done = 0;
  for (const item of options.cases) {
    const { sheets } = options;
    const tools = { bench, models, real, offsets, ...(sheets !== undefined && { sheets }) };
    const result = await measure(tools, item, options);
    done += 1;
    options.onCase(result, done);
  }
}

async function measure(
  tools: CaseTools,
  item: Case,
  { rows, seconds }: QualityOptions,
): Promise<Measured> {
  const names = { set: item.set, clip: item.name, identity: item.identity };
  try {
    const cut = seconds === undefined ? item : await cutCase(tools.bench, item, seconds);
    const scores = await (await CaseBench.open(tools, cut)).score(new Set(rows));
    return { ...names, clip: cut.name, passed: scores.passedShare, rows: scores.rows };
  } catch (error) {
    tools.bench.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    const failure = error instanceof HeygemError ? error.code : message;
    return { ...names, passed: 0, failure, rows: {} };
  }
}

/** Rows by name, all of them when none is named. @throws Error for a name that is none */
export function rowsNamed(names: readonly string[]): readonly Row[] {
  const unknown = names.find((name) => !(ROW_NAMES as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`no row "${unknown}": ${ROW_NAMES.join(', ')}`);
  return names.length === 0 ? ROW_NAMES : ROW_NAMES.filter((row) => names.includes(row));
}
