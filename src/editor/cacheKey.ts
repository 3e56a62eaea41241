import { stat } from 'node:fs/promises';
import { sha256 } from '../engine/diskFacts.js';

export interface FileVersion {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Differs whenever the file's path, size or time does: names what was learnt of it. */
  readonly key: string;
}

/** Undefined when there is no such file. */
export async function versionOf(path: string): Promise<FileVersion | undefined> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined);
  if (stats?.isFile() !== true) return undefined;
  const { size, mtimeNs, mtimeMs } = stats;
  const key = sha256([path, size, mtimeNs].join('\0')).slice(0, 32);
  return { size: Number(size), modified: Number(mtimeMs), key };
}
