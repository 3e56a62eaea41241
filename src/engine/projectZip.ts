import { createWriteStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { HeygemError } from '../core/errors.js';
import { reportPath, subtitlePaths } from '../core/outputFiles.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { LEDGER_EXTENSION } from '../core/plan/ledger.js';
import { placeWithin } from '../files/placeWithin.js';
import { replaceWith } from '../files/replaceFile.js';
import { identity } from './outputGuard.js';
import { findReport } from './outputReport.js';
import { ownSubtitles } from './subtitleFiles.js';
import type { ProjectPlan } from './planProject.js';

export interface Zipped {
  readonly path: string;
  readonly outputs: number;
  /** Pairs left out because their output is not current. */
  readonly leftOut: number;
}

export interface ZipWish {
  /** Replaces what is there. */
  readonly force: boolean;
  /** Whether the reports beside the videos are packed too; videos alone unless told. */
  readonly reports?: boolean;
}

/**
 * Packs the current outputs of a plan. Rejects with `output-exists` unless
 * forced, with `archive-in-project` where the archive would replace a file of the project itself, or
 * with `output-not-writable`, leaving no half archive.
 */
export async function zipOutputs(
  plan: ProjectPlan,
  target: string,
  { force, reports = false }: ZipWish,
): Promise<Zipped> {
  await guardProject(plan, target);
  const there = await stat(target).catch(() => undefined);
  // Of a device, a pipe or a folder nobody means to make an archive.
  if (there && !there.isFile()) throw new HeygemError('output-not-writable', { path: target });
  if (there && !force) throw new HeygemError('output-exists', { path: target });
  const { zip, outputs } = await archiveOf(plan, reports);
  try {
    await replaceWith(target, async (staged) => {
      await pipeline(zip.outputStream, createWriteStream(staged, { flags: 'r+' }));
    });
  } catch (error) {
    throw new HeygemError('output-not-writable', { path: target }, String(error), error);
  }
  return { path: target, outputs, leftOut: plan.jobs.length - outputs };
}

/** The archive of the current outputs, still to be read, and how many are in it. */
export async function archiveOf(
  plan: ProjectPlan,
  reports = false,
): Promise<{ readonly zip: ZipFile; readonly outputs: number }> {
  const zip = new ZipFile();
  let outputs = 0;
  for (const job of plan.jobs) {
    if (job.state.kind === 'current' && (await pack(zip, plan, job, reports))) outputs += 1;
  }
  zip.end();
  return { zip, outputs };
}

/** Not even a person who says `--force` means to lose an input by packing outputs. */
async function guardProject(plan: ProjectPlan, target: string): Promise<void> {
  const made = plan.jobs.flatMap(({ output }) =>
    output === '' ? [] : [output, reportPath(output), ...Object.values(subtitlePaths(output))],
  );
  const own = [...plan.originals, ...made];
  const [there, place] = await Promise.all([identity(target), placeOf(target)]);
  for (const path of new Set([plan.path, plan.path + LEDGER_EXTENSION, ...own])) {
    const same = there !== undefined && there === (await identity(path));
    // What is not made yet has a place all the same.
    if (same || place === (await placeOf(path))) {
      throw new HeygemError('archive-in-project', { path: target });
    }
  }
}

async function pack(
  zip: ZipFile,
  plan: ProjectPlan,
  job: PlannedJob,
  reports: boolean,
): Promise<boolean> {
  const { output, outputRelative } = job;
  // The plan has judged where outputs may lie; a link in there must not lead out again.
  const folders = [dirname(plan.path), dirname(output)];
  const video = await regularIn(folders, output);
  if (video === undefined) return false;
  // A project that may write outside its folder names such outputs with `..`.
  const name = outputRelative.replace(/^(\.\.\/)+/, '');
  zip.addFile(video, name, { compress: false });
  const found = await findReport(output);
  const known = found.kind === 'ours' ? found.report : undefined;
  const names = new Map(
    Object.entries(subtitlePaths(output)).map(([kind, path]) => {
      return [path, subtitlePaths(name)[kind as 'srt' | 'vtt']] as const;
    }),
  );
  for (const path of await ownSubtitles(output, known)) {
    const text = await regularIn(folders, path);
    const packed = names.get(path);
    if (text !== undefined && packed !== undefined) zip.addFile(text, packed);
  }
  if (!reports) return true;
  const beside = reportPath(output);
  const report = found.kind === 'ours' && (await regularIn(folders, beside));
  if (typeof report === 'string') zip.addFile(report, reportPath(name));
  return true;
}

/** The path without links, if it leads to a regular file in one of the folders. */
async function regularIn(folders: readonly string[], path: string): Promise<string | undefined> {
  const place = await placeWithin(path, folders);
  if (place === undefined) return undefined;
  const stats = await stat(place).catch(() => undefined);
  return stats?.isFile() === true ? place : undefined;
}

/** A path that may not exist, with its folder's links resolved. */
async function placeOf(path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return join(folder, basename(path));
}
