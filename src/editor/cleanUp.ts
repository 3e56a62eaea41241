import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MOST_KEPT } from '../core/keptResults.js';
import { reportPath } from '../core/outputFiles.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { hashFile } from '../files/hashFile.js';
import { findReport, madeByUs } from '../engine/outputReport.js';
import { ownSubtitles } from '../engine/subtitleFiles.js';
import { previousFolder, previousVideo } from '../engine/previousResults.js';
import { lookAt } from './cacheKey.js';

export interface OldFiles {
  /** Outputs that no pair names any more, with their reports and subtitles. */
  readonly outputs: readonly string[];
  /** Folders of the cache with results from before the present ones. */
  readonly previous: readonly string[];
  /** Of all of them. */
  readonly bytes: number;
}

/**
 * Outputs in the folders of this plan's outputs that were made by us and that no pair names any
 * more, and the earlier results that were kept for comparing. Inputs and files of others are never
 * among them.
 */
export async function oldFiles(jobs: readonly PlannedJob[], cacheRoot: string): Promise<OldFiles> {
  const unnamed = await unnamedOutputs(jobs);
  const outputs = (await Promise.all(unnamed.map(withWhatLiesBeside))).flat();
  const made = jobs.flatMap(({ output }) => (output === '' ? [] : [output]));
  const numbers = Array.from({ length: MOST_KEPT }, (_, at) => at + 1);
  const previous = new Map(
    [...made, ...unnamed].flatMap((output) =>
      numbers.map((number): [string, string] => [
        previousFolder(cacheRoot, output, number),
        previousVideo(cacheRoot, output, number),
      ]),
    ),
  );
  const sizes = new Map<string, number>();
  for (const path of [...outputs, ...previous.values()]) {
    const version = await lookAt(path);
    if (version) sizes.set(path, version.size);
  }
  return {
    outputs: outputs.filter((path) => sizes.has(path)),
    previous: [...previous].filter(([, video]) => sizes.has(video)).map(([folder]) => folder),
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  };
}

async function withWhatLiesBeside(output: string): Promise<readonly string[]> {
  const found = await findReport(output).catch(() => undefined);
  const report = found?.kind === 'ours' ? found.report : undefined;
  return [output, reportPath(output), ...(await ownSubtitles(output, report))];
}

async function unnamedOutputs(jobs: readonly PlannedJob[]): Promise<readonly string[]> {
  const named = new Set(
    jobs.flatMap(({ output, video, audio }) => [output, video.path, audio.path]),
  );
  const folders = new Set(
    jobs.filter(({ output }) => output !== '').map(({ output }) => output.replace(/[^/\\]*$/, '')),
  );
  const found: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.isFile() || !path.endsWith('.mp4') || named.has(path)) continue;
      if (await madeByUs(path, hashFile)) found.push(path);
    }
  }
  return found;
}
