import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSmallText } from '../../files/readSmallFile.js';

/** Checked by `sha256sum -c SHA256SUMS` too. */
const SUMS_FILE = 'SHA256SUMS';
const MOST_BYTES = 4096;

/** Lower-case hex sha256 by file name. */
export type Checksums = Readonly<Record<string, string>>;

/** Stores the checksums of files in their folder; last, so that a folder with them is whole. */
export async function writeChecksums(
  folder: string,
  sums: Checksums,
  file = SUMS_FILE,
): Promise<void> {
  await writeFile(join(folder, file), textOf(sums));
}

/** Whether these are, to the letter, the checksums that a folder was stored with. */
export async function areStored(
  folder: string,
  sums: Checksums,
  file = SUMS_FILE,
): Promise<boolean> {
  return (await readSmallText(join(folder, file), MOST_BYTES)) === textOf(sums);
}

/** One hash that stands for all. */
export function digestOf(sums: Checksums): string {
  return sha256(Buffer.from(textOf(sums)));
}

/** Lower-case hex, of bytes in memory. */
export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function textOf(sums: Checksums): string {
  return Object.entries(sums)
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join('');
}
