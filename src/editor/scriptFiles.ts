import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { portableName } from '../core/project/portableName.js';
import {
  isScriptFile,
  MOST_SCRIPT_BYTES,
  MOST_SCRIPTS,
  type ScriptFile,
} from '../core/scripts/foundScripts.js';
import { makeFolder } from '../files/makeFolder.js';
import { READ_FLAGS } from '../files/readFlags.js';
import { relativeTo } from './projectPaths.js';

/** The folder of the project that copies of timed scripts go to. */
const FOLDER = 'scripts';

/**
 * Reads the files that may hold scripts, in their names' order: those named, and those in the folders named.
 * @param folder the project's, absolute: files in it come with their path there
 */
export async function readScriptFiles(
  paths: readonly string[],
  folder: string,
): Promise<readonly ScriptFile[]> {
  const listed = await Promise.all(paths.map(filesOf));
  const files = listed.flat().slice(0, MOST_SCRIPTS);
  const read: ScriptFile[] = [];
  for (const path of files) {
    const bytes = await firstBytes(path, MOST_SCRIPT_BYTES + 1);
    const place = await relativeTo(folder, path);
    read.push({ name: basename(path), bytes, ...(place.inside && { path: place.relative }) });
  }
  return read;
}

/** Text of a script's file. Rejects with `input-missing`. */
export async function scriptFileBytes(path: string): Promise<Uint8Array> {
  return firstBytes(path, MOST_SCRIPT_BYTES);
}

/** Writes a script's file beside the project; returns how the project names it. Rejects with `output-not-writable`. */
export async function writeScriptFile(folder: string, name: string, text: string): Promise<string> {
  const place = join(folder, FOLDER);
  try {
    await makeFolder(place);
    for (let number = 1; ; number += 1) {
      const file = numbered(portableName(name, 'script.txt'), number);
      // Never over a file that is there.
      const handle = await open(join(place, file), 'wx').catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
        throw error;
      });
      if (!handle) continue;
      await handle.writeFile(text).finally(() => handle.close());
      return `${FOLDER}/${file}`;
    }
  } catch (error) {
    throw new HeygemError('output-not-writable', { path: place }, String(error), error);
  }
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new HeygemError('input-missing', { path });
  if (!found.isDirectory()) return found.isFile() && isScriptFile(path) ? [path] : [];
  const names = (await readdir(path)).filter((name) => isScriptFile(name) && !name.startsWith('.'));
  const inOrder = new Intl.Collator('en', { numeric: true });
  const places = names.sort((a, b) => inOrder.compare(a, b)).map((name) => join(path, name));
  const plain = await Promise.all(places.map(isPlainFile));
  return places.filter((_, at) => plain[at]);
}

/** A named pipe would be waited for, and a device has no end. */
async function isPlainFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true;
}

async function firstBytes(path: string, most: number): Promise<Uint8Array> {
  try {
    const handle = await open(await realpath(path), READ_FLAGS);
    try {
      const bytes = Buffer.alloc(Math.min(most, (await handle.stat()).size));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new HeygemError('input-missing', { path }, String(error), error);
  }
}

function numbered(name: string, number: number): string {
  return number === 1 ? name : name.replace(/(\.[^.]*)?$/, ` ${number}$1`);
}
