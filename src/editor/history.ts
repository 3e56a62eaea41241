import { MOST_KEPT } from '../core/keptResults.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { reportPath } from '../core/outputFiles.js';
import type { OutputReport } from '../core/report.js';
import { readSmallText } from '../files/readSmallFile.js';
import type { HistoryEntry, MadeVideo, OlderVideo } from '../protocol/editorView.js';
import { writtenReport } from '../protocol/writtenReport.js';
import { previousVideo } from '../engine/previousResults.js';
import { lookAt } from './cacheKey.js';

/** A page shows so many; a view crosses to it ten times a second. */
const MOST_ENTRIES = 200;
const MOST_REPORTS = 20;
const MOST_REPORT_BYTES = 1 << 20;

/** The outputs that are there, youngest first; the first few with their reports. */
export async function readHistory(
  jobs: readonly PlannedJob[],
  cacheRoot: string,
): Promise<readonly HistoryEntry[]> {
  const found = await Promise.all(
    jobs.map(async ({ output, outputRelative, pair }) => {
      const version = output === '' ? undefined : await lookAt(output);
      if (!version) return [];
      const entry = { output: outputRelative, pair, made: version.modified, size: version.size };
      return [{ entry, output }];
    }),
  );
  const youngest = found
    .flat()
    .sort((a, b) => b.entry.made - a.entry.made)
    .slice(0, MOST_ENTRIES);
  return Promise.all(
    youngest.map(async ({ entry, output }, index) => {
      const withReport = index < MOST_REPORTS;
      const report = withReport ? await readReport(output) : undefined;
      const previous = await madeVideo(previousVideo(cacheRoot, output), withReport);
      const older = previous ? await olderVideos(cacheRoot, output, withReport) : [];
      return {
        ...{ ...entry, ...(report && { report }), ...(previous && { previous }) },
        ...(older.length > 0 && { older }),
      };
    }),
  );
}

/** Up to the first that is not there: the cache's own pruning takes the oldest. */
async function olderVideos(
  cacheRoot: string,
  output: string,
  withReport: boolean,
): Promise<readonly OlderVideo[]> {
  const found: OlderVideo[] = [];
  for (let number = 2; number <= MOST_KEPT; number += 1) {
    const video = await madeVideo(previousVideo(cacheRoot, output, number), withReport);
    if (!video) break;
    found.push({ ...video, number });
  }
  return found;
}

async function madeVideo(path: string, withReport: boolean): Promise<MadeVideo | undefined> {
  const version = await lookAt(path);
  if (!version) return undefined;
  const report = withReport ? await readReport(path) : undefined;
  return { made: version.modified, size: version.size, ...(report && { report }) };
}

/** Undefined where there is none that can be read. */
export async function readReport(output: string): Promise<OutputReport | undefined> {
  try {
    return writtenReport(JSON.parse(await readSmallText(reportPath(output), MOST_REPORT_BYTES)));
  } catch {
    return undefined;
  }
}
