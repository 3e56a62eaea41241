import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { HeygemError } from '../core/errors.js';
import { reportPath } from '../core/outputFiles.js';
import type { ProjectPlan } from './planProject.js';

export interface Zipped {
  readonly path: string;
  readonly outputs: number;
  /** Pairs left out because their output is not current. */
  readonly leftOut: number;
}

/**
 * Packs the current outputs of a plan with their reports. Rejects with `output-exists` unless
 * forced, or with `output-not-writable`, leaving no half archive.
 */
export async function zipOutputs(
  plan: ProjectPlan,
  target: string,
  force: boolean,
): Promise<Zipped> {
  if (!force && (await exists(target))) throw new HeygemError('output-exists', { path: target });
  const current = plan.jobs.filter(({ state }) => state.kind === 'current');
  const zip = new ZipFile();
  for (const { output, outputRelative } of current) {
    // A project that may write outside its folder names such outputs with `..`.
    const name = outputRelative.replace(/^(\.\.\/)+/, '');
    zip.addFile(output, name, { compress: false });
    const report = reportPath(output);
    if (await exists(report)) zip.addFile(report, reportPath(name));
  }
  zip.end();
  const partial = `${target}.partial`;
  try {
    await pipeline(zip.outputStream, createWriteStream(partial));
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw new HeygemError('output-not-writable', { path: target }, String(error), error);
  }
  return { path: target, outputs: current.length, leftOut: plan.jobs.length - current.length };
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
