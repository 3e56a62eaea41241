import { dirname, resolve } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import { namingEdit } from '../../core/project/followMoves.js';
import { parseProject } from '../../core/project/parseProject.js';
import { MAX_TEXT } from '../../core/project/projectTree.js';
import { plainLine } from '../../core/strings/plainText.js';
import { relativeTo } from '../../editor/projectPaths.js';
import { changesOf } from '../../editor/textEdits.js';
import { findFiles, type FileFinding } from '../../engine/findFiles.js';
import { missingSources, type MissingSource } from '../../engine/missingSources.js';
import { namedProject } from '../../engine/namedProject.js';
import { isFolder } from '../../files/makeFolder.js';
import { readSmallText } from '../../files/readSmallFile.js';
import { replaceFile } from '../../files/replaceFile.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson } from '../output.js';
import { text, type TextKey } from '../texts.js';

export interface RelinkOptions {
  /** The folder to look through. */
  readonly search: string;
}

type Outcome = FileFinding['kind'] | 'outside';

interface Relinked {
  readonly sought: MissingSource;
  readonly outcome: Outcome;
  /** As the project names it now. */
  readonly path?: string;
}

/**
 * Looks for the files of a project that are gone and writes where they are into it, all at once. Code 1 when some
 * were not found. Rejects with `project-invalid`, `folder-missing`, `not-a-folder` or `cancelled`.
 */
export async function relinkCommand(
  context: CliContext,
  project: string,
  { search }: RelinkOptions,
): Promise<ExitCode> {
  const { output, engine, signal } = context;
  const path = await namedProject(project);
  const before = await readSmallText(path, 3 * MAX_TEXT);
  const parsed = parseProject(before).project;
  if (!parsed) throw new HeygemError('project-invalid', { path });
  const folder = resolve(search);
  if (!(await isFolder(folder))) throw new HeygemError('folder-missing', { path: folder });
  const { files, outsideAllowed: trusted } = engine;
  const missing = await missingSources(parsed, path, { files, trusted });
  const found = await findFiles(folder, missing, {
    signal,
    hash: (file) => files.hash(file),
    onProgress: () => undefined,
  });
  const mayLeave = parsed.allowOutsidePaths && trusted;
  const relinked = await Promise.all(
    found.findings.map(({ sought, finding }) => place(sought, finding, dirname(path), mayLeave)),
  );
  await write(path, before, relinked);
  const exitCode = relinked.every(({ outcome }) => outcome === 'found') ? EXIT.done : EXIT.failed;
  if (output.json) {
    const sources = relinked.map(({ sought: { source, relative }, outcome, path: now }) => {
      return { ...source, before: relative, outcome, ...(now !== undefined && { path: now }) };
    });
    const { files: looked, cut } = found;
    emitJson(output, { event: 'relinked', project: path, sources, files: looked, cut, exitCode });
    return exitCode;
  }
  const { locale } = output;
  for (const { sought, outcome, path: now = '' } of relinked) {
    const key: TextKey = `relink-${outcome}`;
    output.out(text(locale, key, { name: plainLine(sought.relative), path: plainLine(now) }));
  }
  const count = relinked.filter(({ outcome }) => outcome === 'found').length;
  output.out(text(locale, 'relinked', { count, total: relinked.length, files: found.files }));
  if (found.cut) output.err(`${text(locale, 'relink-cut')}\n`);
  return exitCode;
}

async function place(
  sought: MissingSource,
  finding: FileFinding,
  folder: string,
  mayLeave: boolean,
): Promise<Relinked> {
  if (finding.kind !== 'found') return { sought, outcome: finding.kind };
  const { inside, relative } = await relativeTo(folder, finding.path);
  return { sought, outcome: inside || mayLeave ? 'found' : 'outside', path: relative };
}

async function write(path: string, before: string, relinked: readonly Relinked[]): Promise<void> {
  const edits = relinked.flatMap(({ sought: { source, text: which }, outcome, path: now }) =>
    outcome === 'found' && now !== undefined ? [namingEdit(source, which, now)] : [],
  );
  const changed = changesOf(before, edits);
  if (changed.kind === 'refused') throw new HeygemError('project-invalid', { path });
  if (changed.text === before) return;
  try {
    await replaceFile(path, changed.text);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path }, String(error), error);
  }
}
