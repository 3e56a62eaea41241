import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { MadeVideo } from '../core/job.js';
import { reportPath, type WrittenFile } from '../core/outputFiles.js';
import type { OutputReport } from '../core/report.js';
import { syncFolder } from '../files/durable.js';
import { stagedFiles } from '../files/leftovers.js';
import { moveFile, moveStaged, removeFile } from '../files/moveFile.js';
import { writeStaged } from '../files/replaceFile.js';
import { newToken, stagedPath } from '../files/stagedName.js';
import { hashFile } from '../files/hashFile.js';
import type { DiskFacts } from './diskFacts.js';
import { findReport } from './outputReport.js';
import { foreignSubtitles, putSubtitles } from './subtitleFiles.js';
import { outputStanding, type OutputLedger, type OutputStanding } from './outputStanding.js';

/**
 * The place of one output: video, report and the ledger's entry. Use it only while holding the
 * output's lock.
 *
 * They are put in place in such an order that whatever a crash cuts off can be mended: first the
 * report is written aside, which names the video's hash, then the video takes its place, then the
 * subtitles that belong to it, the report, then the ledger's entry. So at any time a video of ours that is in its place is named by
 * the report beside it, by the one that waits beside it, or by the ledger; and only one that is
 * whole, verified and safe from a loss of power ever gets there.
 */
export class OutputPlace {
  private readonly token = newToken();
  private moved = false;
  private readonly report: string;

  constructor(
    private readonly output: string,
    private readonly files: Pick<DiskFacts, 'hash' | 'remember'>,
    private readonly ledger: OutputLedger | undefined,
    /** Whether subtitle files are to lie beside it. */
    private readonly subtitles = false,
  ) {
    this.report = reportPath(output);
  }

  /** Where the video is to be written. */
  get target(): string {
    return stagedPath(this.output, this.token);
  }

  async standing(): Promise<OutputStanding> {
    const standing = await outputStanding(this.output, this.files, this.ledger);
    if (!this.subtitles || standing.kind === 'refused') return standing;
    const { report, wanted } = standing.kind === 'ours' ? standing : {};
    if (wanted !== undefined) return standing;
    const path = await foreignSubtitles(this.output, report);
    return path === undefined
      ? standing
      : { kind: 'refused', error: new HeygemError('output-exists', { path }) };
  }

  /** Whether an earlier process was cut off here. Needs no lock. */
  async isUnfinished(): Promise<boolean> {
    const left = await Promise.all([stagedFiles(this.output), stagedFiles(this.report)]);
    return left.some((files) => files.length > 0);
  }

  /**
   * Finishes what an earlier process began, where its video is whole, and clears away the rest.
   * `anew`: nothing that is not in its place yet is of use.
   */
  async mend(anew: boolean): Promise<void> {
    const present = await findReport(this.output);
    // To be refused, unless told otherwise: until then what waits still tells whose the video is.
    if (present.kind === 'foreign' && !anew) return;
    for (const { path, token } of await stagedFiles(this.report)) {
      const found = await findReport(this.output, path);
      const report = found.kind === 'ours' ? found.report : undefined;
      if (report && (await this.finish(path, stagedPath(this.output, token), report, anew))) break;
    }
    const left = [...(await stagedFiles(this.output)), ...(await stagedFiles(this.report))];
    for (const { path } of left) await removeFile(path);
  }

  /**
   * Puts the video at `target` and its report in place, and records them. Returns the report as it
   * was written. When it rejects, the next run finds everything as it was or mends it.
   */
  async publish({ report, file }: MadeVideo): Promise<OutputReport> {
    const whole = await this.completed(report, file);
    const staged = stagedPath(this.report, this.token);
    try {
      await writeStaged(staged, `${JSON.stringify(whole, null, 2)}\n`);
      await syncFolder(dirname(this.output));
      await moveFile(this.target, this.output);
      this.moved = true;
    } catch (error) {
      await this.discard();
      throw error;
    }
    await syncFolder(dirname(this.output));
    await this.putSubtitles(whole);
    await moveStaged(staged, this.report);
    await this.files.remember(this.output, file.sha256);
    if (whole.madeFor?.fingerprint !== undefined) await this.ledger?.record(file, whole);
    return whole;
  }

  /** Whether the video has taken its place, whatever became of the rest. */
  get replaced(): boolean {
    return this.moved;
  }

  /** Removes what was written, unless the video has taken its place. Never rejects. */
  async discard(): Promise<void> {
    // What waits then is the report that says whose the video is.
    if (this.moved) return;
    for (const path of [this.target, stagedPath(this.report, this.token)]) {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }

  /** A video whose inputs changed meanwhile must never be taken for the result of the present ones. */
  private async completed(report: OutputReport, file: WrittenFile): Promise<OutputReport> {
    if (!this.ledger) return { ...report, file };
    const { fingerprint, ...origin } = this.ledger.madeFor;
    const unchanged = await this.ledger.inputsUnchanged();
    return { ...report, file, madeFor: unchanged ? { ...origin, fingerprint } : origin };
  }

  /** Takes up a report that waits. False when what it is about is not there, or of no use. */
  private async finish(
    stagedReport: string,
    stagedVideo: string,
    report: OutputReport,
    anew: boolean,
  ): Promise<boolean> {
    const { file, madeFor } = report;
    if (!file) return false;
    if (!(await contains(this.output, file))) {
      const wanted = this.ledger?.madeFor.fingerprint;
      const useful = !anew && wanted !== undefined && madeFor?.fingerprint === wanted;
      if (!useful || !(await contains(stagedVideo, file))) return false;
      if ((await this.standing()).kind === 'refused') return false;
      await moveStaged(stagedVideo, this.output);
    }
    await this.putSubtitles(report);
    await moveStaged(stagedReport, this.report);
    return true;
  }

  /** Before the report: as long as that waits, whoever comes next writes them again. */
  private async putSubtitles(report: OutputReport): Promise<void> {
    const former = await findReport(this.output);
    await putSubtitles(this.output, former.kind === 'ours' ? former.report : undefined, report);
  }
}

async function contains(path: string, { bytes, sha256 }: WrittenFile): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size !== bytes) return false;
  return (await hashFile(path)) === sha256;
}
