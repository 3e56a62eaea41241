import { stat } from 'node:fs/promises';
import { stampText } from '../core/fileStamp.js';
import { stampOf } from '../files/fileStamp.js';
import { hashText } from '../files/hashText.js';

export interface FileLook {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface FileVersion extends FileLook {
  /** Differs whenever the file's path or stamp does: names what was learnt of it. */
  readonly key: string;
}

/** Undefined when there is no such file. */
export async function lookAt(path: string): Promise<FileLook | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true) return undefined;
  return { size: stats.size, modified: Math.floor(stats.mtimeMs) };
}

/** Undefined when there is no such file. */
export async function versionOf(path: string): Promise<FileVersion | undefined> {
  const look = await lookAt(path);
  if (!look) return undefined;
  // One that may not be read has a version too: whoever tries to read it says why it cannot be.
  const stamp = await stampOf(path).catch(() => undefined);
  const told = stamp ? stampText(stamp) : `${look.size} ${look.modified}`;
  return { ...look, key: hashText([path, told].join('\0')).slice(0, 32) };
}
