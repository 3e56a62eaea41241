import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { reportPath } from '../core/outputFiles.js';
import type { OutputReport } from '../core/report.js';
import { readSmallText } from '../files/readSmallFile.js';
import { writtenReport } from '../protocol/writtenReport.js';
import { isMissing } from '../files/missing.js';

/** Reports of hours of video are some hundred kB. */
const MOST_BYTES = 16 * 2 ** 20;

export type FoundReport =
  | { readonly kind: 'none' }
  /** Ours on this output; without `report` if it is of another version, and then says no more. */
  | { readonly kind: 'ours'; readonly report?: OutputReport }
  /** Something has the report's name that is no report of ours on this output. */
  | { readonly kind: 'foreign' };

/**
 * What lies where an output's report belongs, or at `path`. Rejects with `output-not-writable` when it
 * cannot be read: whose it is cannot be told then.
 */
export async function findReport(output: string, path = reportPath(output)): Promise<FoundReport> {
  const text = await readRegular(path);
  if (text === undefined) return { kind: 'none' };
  const value = text === NO_REPORT ? undefined : parsed(text);
  if (!isAbout(value, basename(output))) return { kind: 'foreign' };
  const report = writtenReport(value);
  return report ? { kind: 'ours', report } : { kind: 'ours' };
}

const NO_REPORT = '';

/** Undefined when nothing is there; empty for what no report can be. */
async function readRegular(path: string): Promise<string | undefined> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size > MOST_BYTES) return NO_REPORT;
    return await readSmallText(path, MOST_BYTES);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new HeygemError('output-not-writable', { path }, String(error), error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether an output is the one that the report beside it is about; `hash` gives a file's content
 * hash. Reports from before outputs were hashed are believed. Never rejects.
 */
export async function madeByUs(
  output: string,
  hash: (path: string) => Promise<string>,
): Promise<boolean> {
  const found = await findReport(output).catch(() => undefined);
  if (found?.kind !== 'ours') return false;
  const file = found.report?.file;
  if (!file) return true;
  const stats = await lstat(output).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size !== file.bytes) return false;
  return (await hash(output).catch(() => undefined)) === file.sha256;
}

function isAbout(value: unknown, name: string): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const { aiGenerated, output } = value as Record<string, unknown>;
  return aiGenerated === true && output === name;
}
