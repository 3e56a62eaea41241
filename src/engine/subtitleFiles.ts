import { lstat } from 'node:fs/promises';
import { subtitlePaths } from '../core/outputFiles.js';
import type { OutputReport } from '../core/report.js';
import { writeSrt, writeVtt } from '../core/subtitles/writeSubtitles.js';
import { isMissing } from '../files/missing.js';
import { removeFile } from '../files/moveFile.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';

/** Of hours of talking they are some hundred kB. */
const MOST_BYTES = 16 * 2 ** 20;

interface SubtitleFile {
  readonly path: string;
  readonly text: string;
}

/** The subtitle files that a report says belong beside its output. */
function filesOf(output: string, report: OutputReport | undefined): readonly SubtitleFile[] {
  if (report?.subtitles === undefined) return [];
  const { cues } = report.subtitles;
  const { srt, vtt } = subtitlePaths(output);
  return [
    { path: srt, text: writeSrt(cues) },
    { path: vtt, text: writeVtt(cues) },
  ];
}

/** Those that are there as the report has them. What somebody changed or put there is theirs. Never rejects. */
export async function ownSubtitles(
  output: string,
  report: OutputReport | undefined,
): Promise<readonly string[]> {
  const own: string[] = [];
  for (const file of filesOf(output, report)) {
    if (await holds(file).catch(() => false)) own.push(file.path);
  }
  return own;
}

/** A file that lies where subtitles would be written, and that we did not write. */
export async function foreignSubtitles(
  output: string,
  report: OutputReport | undefined,
): Promise<string | undefined> {
  const own = await ownSubtitles(output, report);
  for (const path of Object.values(subtitlePaths(output))) {
    if (!own.includes(path) && (await isThere(path))) return path;
  }
  return undefined;
}

/**
 * Writes the subtitle files of a report in place of those of the former one; where there are none any more, ours
 * are removed. Written aside and renamed, so that none is ever half.
 */
export async function putSubtitles(
  output: string,
  former: OutputReport | undefined,
  report: OutputReport,
): Promise<void> {
  const files = filesOf(output, report);
  const left = files.length > 0 ? [] : await ownSubtitles(output, former);
  for (const { path, text } of files) await replaceFile(path, text);
  for (const path of left) await removeFile(path);
}

async function holds({ path, text }: SubtitleFile): Promise<boolean> {
  if (!(await isThere(path)) || !(await lstat(path)).isFile()) return false;
  return (await readSmallText(path, MOST_BYTES)) === text;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
