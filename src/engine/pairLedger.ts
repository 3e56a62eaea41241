import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import type { Fingerprint, PairId } from '../core/ids.js';
import type { WrittenFile } from '../core/outputFiles.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { OutputReport } from '../core/report.js';
import type { InputStamps } from './inputStamps.js';
import { summarize, type LedgerStore } from './ledgerStore.js';
import type { OutputLedger } from './outputStanding.js';

/** What one batch knows of its project, for each of its pairs. */
export interface LedgerScope {
  /** Absolute path of the project file, symlinks resolved. */
  readonly project: string;
  readonly store: LedgerStore;
  readonly stamps: InputStamps;
  /** All pairs that the project has now. */
  readonly pairs: ReadonlySet<PairId>;
  readonly log: (line: string) => void;
}

/** One pair's side of its project's ledger. Owns no truth: the file has it. */
export class PairLedger implements OutputLedger {
  readonly madeFor: OutputLedger['madeFor'];

  constructor(
    private readonly scope: LedgerScope,
    private readonly planned: PlannedJob,
    fingerprint: Fingerprint,
  ) {
    const project = projectName(planned.output, scope.project);
    this.madeFor = { project, pair: planned.pair, fingerprint };
  }

  get project(): string {
    return this.scope.project;
  }

  async entries() {
    const { pair, outputRelative } = this.planned;
    const ledger = await this.scope.store.read();
    const all = [...ledger.values()].filter(({ output }) => output === outputRelative);
    const own = ledger.get(pair);
    return { own: own?.output === outputRelative ? own : undefined, all };
  }

  async inputsUnchanged(): Promise<boolean> {
    const { pair, video, audio } = this.planned;
    const paths = [video.path, audio.path];
    const same = await Promise.all(paths.map((path) => this.scope.stamps.unchanged(path)));
    if (!same.includes(false)) return true;
    this.scope.log(`${pair}: an input changed meanwhile, so the output is not recorded as current`);
    return false;
  }

  async record({ bytes, sha256 }: WrittenFile, report: OutputReport): Promise<void> {
    const { outputRelative, pair, parts } = this.planned;
    const { fingerprint } = this.madeFor;
    const made = { output: outputRelative, fingerprint, bytes, sha256, report: summarize(report) };
    const entry = { ...made, ...(parts && { from: parts }) };
    await this.scope.store.record(pair, entry, this.scope.pairs);
  }
}

/** A project as an output's report names it: no absolute path, which tells of a person's machine. */
function projectName(output: string, project: string): string {
  const path = relative(dirname(output), project);
  return isAbsolute(path) ? basename(project) : path.split(sep).join('/');
}
