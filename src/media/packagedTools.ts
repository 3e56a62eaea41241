import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import table from './packagedTools.json';

export type ToolName = 'ffmpeg' | 'ffprobe';

/** A program of an npm package, as it was when it was chosen (docs/decisions/0003). */
export interface PackagedTool {
  readonly package: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  /** Of ffmpeg's source. */
  readonly commit: string;
}

/** By platform and processor, as Node names them. */
export const PACKAGED_TOOLS: Readonly<
  Partial<Record<string, Readonly<Record<ToolName, PackagedTool>>>>
> = table;

/**
 * Refuses a program of the packages that is not the one that was chosen, byte for byte, before it is
 * run for the first time.
 * @throws Error in words for `doctor`
 */
export async function verifyPackagedTool(
  tool: ToolName,
  path: string,
  platform = `${process.platform}-${process.arch}`,
): Promise<void> {
  const expected = PACKAGED_TOOLS[platform]?.[tool].sha256;
  if (expected === undefined) throw new Error(`no ${tool} was chosen for ${platform}`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const found = hash.digest('hex');
  if (found !== expected) {
    throw new Error(`is not the program that was chosen: its SHA-256 is ${found}, not ${expected}`);
  }
}
