import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { reportPath } from '../core/outputFiles.js';
import { makeFolder } from '../files/makeFolder.js';
import { isMissing } from '../files/missing.js';
import { outputLockPath } from './outputLock.js';

/**
 * Makes sure that writing `output` and what belongs to it can destroy no input: rejects with
 * `output-is-input` (however the paths are linked) or `output-not-writable`. `others` are files that
 * will be written besides. Makes the folder.
 */
export async function guardInputs(
  output: string,
  inputs: readonly string[],
  others: readonly string[] = [],
): Promise<void> {
  await makeFolderOf(output);
  // Its lock and what is written aside have shorter names; its report has a longer one.
  const inputIds = new Set(await Promise.all(inputs.map(identity)));
  for (const path of [output, reportPath(output), outputLockPath(output), ...others]) {
    const id = await identity(path);
    if (id !== undefined && inputIds.has(id)) throw new HeygemError('output-is-input', { path });
  }
}

async function makeFolderOf(output: string): Promise<void> {
  const folder = dirname(output);
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw notWritable(output, error);
  }
}

/**
 * The same for two paths exactly when they lead to the same file; undefined when there is none.
 * Rejects with `output-not-writable` when the system does not say.
 */
export async function identity(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw notWritable(path, error);
  }
}

function notWritable(path: string, error: unknown): HeygemError {
  const long = (error as NodeJS.ErrnoException).code === 'ENAMETOOLONG';
  const code = long ? 'output-name-too-long' : 'output-not-writable';
  // Its place is long too, and known.
  const params = { path: long ? basename(path) : path };
  return new HeygemError(code, params, String(error), error);
}
