import { lstat } from 'node:fs/promises';
import { HeygemError } from '../core/errors.js';
import { reportPath } from '../core/outputFiles.js';
import type { FileFacts } from '../core/plan/fileFacts.js';
import type { Ledger } from '../core/plan/ledger.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { findReport, madeByUs } from '../engine/outputReport.js';
import { ownSubtitles } from '../engine/subtitleFiles.js';

/**
 * A pair's result, its report and its subtitles, absolute. Only what the report beside it or the project's ledger tells
 * to be ours by its content: another's file may lie in the place that a project gives its output.
 * Rejects with `input-missing` and `output-changed`.
 */
export async function filesOfResult(
  { pair, output, outputRelative }: Pick<PlannedJob, 'pair' | 'output' | 'outputRelative'>,
  ledger: Ledger,
  files: Pick<FileFacts, 'hash'>,
): Promise<readonly string[]> {
  const stats = await lstat(output).catch(() => undefined);
  if (!stats) throw new HeygemError('input-missing', { path: outputRelative });
  const hash = (path: string): Promise<string> => files.hash(path);
  const reported = await madeByUs(output, hash);
  const entry = ledger.get(pair);
  const recorded =
    stats.isFile() &&
    entry?.output === outputRelative &&
    entry.bytes === stats.size &&
    entry.sha256 === (await hash(output));
  if (!reported && !recorded) throw new HeygemError('output-changed', { path: outputRelative });
  // A report that is about something else is not moved: only one of ours makes a result reported.
  if (!reported) return [output];
  const found = await findReport(output);
  const report = found.kind === 'ours' ? found.report : undefined;
  return [output, reportPath(output), ...(await ownSubtitles(output, report))];
}
