import { access } from 'node:fs/promises';
import { HeygemError } from '../core/errors.js';
import type { PairId } from '../core/ids.js';
import {
  LEDGER_EXTENSION,
  parseLedger,
  serializeLedger,
  type Ledger,
  type LedgerEntry,
  type ReportSummary,
} from '../core/plan/ledger.js';
import type { OutputReport } from '../core/report.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';
import { isMissing } from '../files/missing.js';
import { FileLock } from './fileLock.js';
import { UNWRITTEN_MS } from './lockJudge.js';

/** Twenty thousand entries have some ten megabytes. */
const MOST_BYTES = 64 * 2 ** 20;
/** Longer than it takes to know of a guard without content that nobody is writing it. */
const PATIENCE_MS = UNWRITTEN_MS + 1_000;
const RETRY_MS = 25;

/** Reads and adds to a project's ledger. Owns no copy: the file is the truth, others write it too. */
export class LedgerStore {
  readonly path: string;

  constructor(projectPath: string) {
    this.path = projectPath + LEDGER_EXTENSION;
  }

  /** A ledger that is not there, or cannot be read, says nothing: everything is made again. */
  async read(): Promise<Ledger> {
    return this.load().catch(() => new Map());
  }

  /**
   * Records one finished output at once, so that a crash later loses none. `keep` are the pairs the
   * project has now: entries of others go.
   */
  async record(pair: PairId, entry: LedgerEntry, keep: ReadonlySet<PairId>): Promise<void> {
    const guard = await this.guard();
    try {
      const ledger = new Map([...(await this.load())].filter(([id]) => keep.has(id)));
      ledger.set(pair, entry);
      await replaceFile(this.path, serializeLedger(ledger));
    } catch (error) {
      throw new HeygemError('output-not-writable', { path: this.path }, String(error), error);
    } finally {
      // The entry is written: a guard that stays names nobody, or ends with this process.
      await guard?.release().catch(() => undefined);
    }
  }

  /**
   * Says where results have gone, with their folder; both relative to the project, with `/`. Nothing is written
   * where none of them lay there.
   */
  async relocate(before: string, after: string): Promise<void> {
    const guard = await this.guard();
    try {
      const ledger = await this.load();
      const start = before === '.' ? '' : `${before}/`;
      const moved = [...ledger].map(([pair, entry]): [PairId, LedgerEntry] => {
        if (!entry.output.startsWith(start)) return [pair, entry];
        const rest = entry.output.slice(start.length);
        return [pair, { ...entry, output: after === '.' ? rest : `${after}/${rest}` }];
      });
      const text = serializeLedger(new Map(moved));
      if (text !== serializeLedger(ledger)) await replaceFile(this.path, text);
    } catch (error) {
      throw new HeygemError('output-not-writable', { path: this.path }, String(error), error);
    } finally {
      await guard?.release().catch(() => undefined);
    }
  }

  /** Takes away the guard that a process left which died: nobody else comes by. Never rejects. */
  async tidy(): Promise<void> {
    try {
      await access(this.guardPath);
      await (await FileLock.acquire(this.guardPath))?.release();
    } catch {
      // Not there, or not to be had.
    }
  }

  private get guardPath(): string {
    return `${this.path}.busy`;
  }

  /** What is there but cannot be read must not be taken for empty, and then be replaced by less. */
  private async load(): Promise<Ledger> {
    try {
      return parseLedger(await readSmallText(this.path, MOST_BYTES));
    } catch (error) {
      if (isMissing(error)) return new Map();
      throw error;
    }
  }

  /** Without the guard, two processes at once would at worst lose an entry: no reason to fail. */
  private async guard(): Promise<FileLock | undefined> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      const lock = await FileLock.acquire(this.guardPath).catch(() => undefined);
      if (lock) return lock;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return undefined;
  }
}

export function summarize(report: OutputReport): ReportSummary {
  const { apertureR, lagFrames, articulation } = report.sync;
  return {
    frames: report.frames,
    passedThrough: report.passedThrough.frames,
    apertureR: rounded(apertureR),
    lagFrames: rounded(lagFrames),
    articulation: rounded(articulation),
    provider: report.provider,
  };
}

/** To three decimals: more would be noise in a diff. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1_000) / 1_000;
}
