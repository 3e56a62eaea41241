import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reportPath } from '../../core/outputFiles.js';
import type { PlannedJob } from '../../core/plan/plannedJob.js';
import { madeByUs } from '../outputGuard.js';
import { versionOf } from './cacheKey.js';

export interface OldFiles {
  readonly paths: readonly string[];
  readonly bytes: number;
}

/**
 * Outputs in the folders of this plan's outputs that were made by us and that no pair names any
 * more, with their reports. Inputs and files of others are never among them.
 */
export async function oldOutputs(jobs: readonly PlannedJob[]): Promise<OldFiles> {
  const named = new Set(
    jobs.flatMap(({ output, video, audio }) => [output, video.path, audio.path]),
  );
  const folders = new Set(
    jobs.filter(({ output }) => output !== '').map(({ output }) => output.replace(/[^/\\]*$/, '')),
  );
  const paths: string[] = [];
  let bytes = 0;
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.isFile() || !path.endsWith('.mp4') || named.has(path)) continue;
      if (!(await madeByUs(path))) continue;
      for (const each of [path, reportPath(path)]) {
        const version = await versionOf(each);
        if (!version) continue;
        paths.push(each);
        bytes += version.size;
      }
    }
  }
  return { paths, bytes };
}
