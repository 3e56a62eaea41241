import { constants } from 'node:fs';
import { access, lstat, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { partialPaths, reportPath } from '../core/outputFiles.js';
import { isMissing } from '../files/missing.js';

/**
 * Makes sure that writing `output` and what belongs to it destroys nothing: rejects with
 * `output-is-input` (however the paths are linked), `output-exists` (unless `mayReplace`, when the
 * file there was not made by us) or `output-not-writable`. Makes the folder.
 */
export async function guardOutput(
  output: string,
  inputs: readonly string[],
  mayReplace: boolean,
): Promise<void> {
  await makeFolder(output);
  const inputIds = new Set(await Promise.all(inputs.map(identity)));
  for (const path of [output, reportPath(output), ...partialPaths(output)]) {
    const id = await identity(path);
    if (id !== undefined && inputIds.has(id)) throw new HeygemError('output-is-input', { path });
  }
  const existing = await lstat(output).catch(() => undefined);
  if (existing?.isDirectory() === true)
    throw new HeygemError('output-not-writable', { path: output });
  if (existing && !mayReplace && !(await madeByUs(output))) {
    throw new HeygemError('output-exists', { path: output });
  }
}

/** Whether the report beside an output says that it is ours. */
export async function madeByUs(output: string): Promise<boolean> {
  try {
    const report: unknown = JSON.parse(await readFile(reportPath(output), 'utf8'));
    if (typeof report !== 'object' || report === null) return false;
    const { aiGenerated, output: name } = report as Record<string, unknown>;
    return aiGenerated === true && name === basename(output);
  } catch {
    return false;
  }
}

/** Removes what an unfinished run left of this output. Call only while holding its lock. */
export async function removePartials(output: string): Promise<void> {
  await Promise.all(partialPaths(output).map((path) => rm(path, { force: true })));
}

async function makeFolder(output: string): Promise<void> {
  const folder = dirname(output);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path: output }, String(error), error);
  }
}

/** The same for two paths exactly when they lead to the same file; undefined when there is none. */
async function identity(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new HeygemError('output-not-writable', { path }, String(error), error);
  }
}
