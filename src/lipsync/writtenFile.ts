import { stat } from 'node:fs/promises';
import type { WrittenFile } from '../core/outputFiles.js';
import { syncFile } from '../files/durable.js';
import { sha256 } from './actor/actorFiles.js';

/** What was written at a path, once it is safe from a loss of power. Rejects with Node's error. */
export async function writtenFile(path: string): Promise<WrittenFile> {
  await syncFile(path);
  const { size } = await stat(path);
  return { bytes: size, sha256: await sha256(path) };
}
