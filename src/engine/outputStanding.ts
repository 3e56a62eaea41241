import { createReadStream } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { reportPath, type WrittenFile } from '../core/outputFiles.js';
import type { FileFacts } from '../core/plan/fileFacts.js';
import type { LedgerEntry } from '../core/plan/ledger.js';
import type { MadeFor, OutputReport } from '../core/report.js';
import { isMissing } from '../files/missing.js';
import { findReport } from './outputReport.js';

/** What a project wants of one output, has written down of it, and writes down. */
export interface OutputLedger {
  /** Absolute path of the project file, symlinks resolved. */
  readonly project: string;
  readonly madeFor: Required<MadeFor>;
  /** The pair's own entry and all that name this output, as the ledger is now. */
  entries(): Promise<{
    readonly own: LedgerEntry | undefined;
    readonly all: readonly LedgerEntry[];
  }>;
  /** Whether the inputs are still those that the fingerprint was made of. */
  inputsUnchanged(): Promise<boolean>;
  /** Rejects with `output-not-writable`. */
  record(file: WrittenFile, report: OutputReport): Promise<void>;
}

/** What is at an output's place. */
export type OutputStanding =
  | { readonly kind: 'free' }
  /** Made by us, for this project where there is one: it may be replaced. */
  | {
      readonly kind: 'ours';
      readonly file: WrittenFile;
      /** Absent where none of the present form is about it. */
      readonly report?: OutputReport;
      /** It is what is wanted: the ledger says so, or only its report does. */
      readonly wanted?: 'recorded' | 'reported';
    }
  /** Not to be replaced without being told to. */
  | { readonly kind: 'refused'; readonly error: HeygemError };

/**
 * Looks at an output and the report beside it. Whose it is, the content tells: the ledger or the
 * report must name the hash of what is there. Rejects with `output-not-writable` when a folder is in
 * the way, which nobody can want to be replaced.
 */
export async function outputStanding(
  output: string,
  files: Pick<FileFacts, 'hash'>,
  ledger: OutputLedger | undefined,
): Promise<OutputStanding> {
  const [size, beside] = [await sizeOf(output), reportPath(output)];
  await sizeOf(beside);
  const found = await findReport(output);
  if (found.kind === 'foreign') return refused('output-exists', { path: beside });
  if (size === undefined) return { kind: 'free' };
  const stranger = refused('output-exists', { path: output });
  if (size === NO_FILE) return stranger;
  const file = { bytes: size, sha256: await files.hash(output) };
  const entries = await ledger?.entries();
  const is = (one: WrittenFile | undefined) =>
    one?.bytes === file.bytes && one.sha256 === file.sha256;
  const report = found.kind === 'ours' ? found.report : undefined;
  const described = is(report?.file);
  // Reports from before outputs were hashed are believed.
  const believed = found.kind === 'ours' && report?.file === undefined;
  if (!described && !believed && entries?.all.some(is) !== true) {
    if (found.kind === 'none' && !entries?.all.length) return stranger;
    // What a broken disk or copy left, nobody made; anything else may be somebody's work.
    if (await isBlank(output)) return { kind: 'ours', file };
    return refused('output-changed', { path: output });
  }

  const wanted = wantedBy(ledger, entries?.own, described ? report : undefined, is);
  const other = described
    ? await otherProject(output, report?.madeFor, ledger?.project)
    : undefined;
  if (other !== undefined && wanted === undefined) {
    return refused('output-of-another', { path: output, project: other });
  }
  const its = described || believed ? report : undefined;
  return { kind: 'ours', file, ...(its && { report: its }), ...(wanted && { wanted }) };
}

function wantedBy(
  ledger: OutputLedger | undefined,
  own: LedgerEntry | undefined,
  report: OutputReport | undefined,
  is: (one: WrittenFile | undefined) => boolean,
): 'recorded' | 'reported' | undefined {
  const fingerprint = ledger?.madeFor.fingerprint;
  if (fingerprint === undefined) return undefined;
  if (own?.fingerprint === fingerprint && is(own)) return 'recorded';
  return report?.madeFor?.fingerprint === fingerprint ? 'reported' : undefined;
}

/** The project that an output was made for, if that is not ours and still exists. */
async function otherProject(
  output: string,
  madeFor: MadeFor | undefined,
  ours: string | undefined,
): Promise<string | undefined> {
  if (!madeFor) return undefined;
  const theirs = resolve(dirname(output), madeFor.project);
  if (theirs === ours) return undefined;
  const stats = await stat(theirs).catch(() => undefined);
  return stats?.isFile() === true ? theirs : undefined;
}

/** Whether a file is empty or holds nothing but zeros. */
async function isBlank(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path)) {
    if ((chunk as Uint8Array).some((byte) => byte !== 0)) return false;
  }
  return true;
}

const NO_FILE = -1;

/** Bytes; undefined when nothing is there, NO_FILE for what is no regular file. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    if ((await lstat(path)).isDirectory()) throw new HeygemError('output-not-writable', { path });
    const stats = await stat(path);
    return stats.isFile() ? stats.size : NO_FILE;
  } catch (error) {
    if (error instanceof HeygemError) throw error;
    if (!isMissing(error))
      throw new HeygemError('output-not-writable', { path }, String(error), error);
    // A link that leads nowhere is there all the same.
    const link = await lstat(path).catch(() => undefined);
    return link === undefined ? undefined : NO_FILE;
  }
}

function refused(
  code: 'output-exists' | 'output-changed' | 'output-of-another',
  params: Readonly<Record<string, string>>,
): Extract<OutputStanding, { kind: 'refused' }> {
  return { kind: 'refused', error: new HeygemError(code, params) };
}
