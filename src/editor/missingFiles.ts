import { basename, dirname } from 'node:path';
import { footageText } from '../core/strings/footageTexts.js';
import type { Locale, Worded } from '../core/strings/locale.js';
import { findFiles, type FileSearch } from '../engine/findFiles.js';
import { isScriptFile, mediaListOf } from '../engine/scaffold.js';
import { missingSources, type MissingSource } from '../engine/missingSources.js';
import type { Notice } from '../protocol/editorView.js';
import type { FileWork } from './fileWork.js';
import type { ProjectModel } from './projectModel.js';
import type { SessionParts } from './sessionParts.js';
import type { SourceIntake } from './sourceIntake.js';
import type { EditResult } from './textEdits.js';

export interface MissingFilesParts extends SessionParts {
  readonly model: ProjectModel;
  readonly intake: SourceIntake;
  readonly work: FileWork;
  readonly show: (notice: Worded<Notice>) => void;
}

const NOTHING_DONE: EditResult = { kind: 'applied' };
/** So many names are told in a sentence. */
const MOST_NAMES = 5;

/**
 * Looks for the files of a project that are gone, in a folder that the person chooses, and mends all that were found
 * in one step. Says what was found and what was not. Rejects with `cancelled`.
 */
export async function findMissing(parts: MissingFilesParts): Promise<EditResult> {
  const { text, shell, engine, model, intake, work, show } = parts;
  await model.follow();
  const { project } = model.now.parsed;
  const { files, outsideAllowed: trusted } = engine();
  const missing = project ? await missingSources(project, text.path, { files, trusted }) : [];
  if (missing.length === 0) {
    show((locale) => ({
      code: 'nothing-missing',
      sentence: footageText(locale, 'nothing-missing'),
      hint: footageText(locale, 'nothing-missing-hint'),
    }));
    return NOTHING_DONE;
  }
  const folder = await shell.chooseFolder();
  if (folder === undefined) return NOTHING_DONE;
  const name = basename(folder) || folder;
  const first = { kind: 'looking', folder: name, files: 0 } as const;
  const search = await work.run(first, (signal, tell) =>
    findFiles(folder, missing, {
      signal,
      hash: (path) => files.hash(path),
      home: dirname(text.path),
      // A text that names another kind of file gets none of those that lie about.
      accepts: (file, { text }) => (text ? isScriptFile(file) : mediaListOf(file) !== undefined),
      onProgress: (seen) => {
        tell({ ...first, files: seen });
      },
    }),
  );
  const found = search.findings.flatMap(({ sought, finding }) =>
    finding.kind === 'found'
      ? [{ ...sought.source, path: finding.path, ...(sought.text && { text: sought.text }) }]
      : [],
  );
  const result = found.length === 0 ? NOTHING_DONE : await intake.relinkAll(found);
  if (result.kind === 'applied') show((locale) => searchNotice(search, name, locale));
  return result;
}

/** What a search came to, in words. */
export function searchNotice(
  { findings, cut }: FileSearch<MissingSource>,
  folder: string,
  locale: Locale,
): Notice {
  const say = (
    key: Parameters<typeof footageText>[1],
    params: Readonly<Record<string, string | number>> = {},
  ) => footageText(locale, key, params);
  const namesOf = (kind: (typeof findings)[number]['finding']['kind']) =>
    findings.filter(({ finding }) => finding.kind === kind).map(({ sought }) => sought.relative);
  const count = findings.length;
  const found = namesOf('found').length;
  const sentence =
    found === count
      ? say(count === 1 ? 'found-the-one' : 'found-all', {
          count,
          folder,
          name: findings[0].sought.name,
        })
      : say(found === 0 ? 'found-none' : 'found-some', { count, found, folder });
  const told = (['several', 'different', 'not-found'] as const).flatMap((kind) => {
    const names = namesOf(kind);
    return names.length === 0 ? [] : [say(`found-${kind}`, { names: listed(names, locale) })];
  });
  const hints = [...told, ...(cut ? [say('found-cut')] : [])];
  return {
    code: 'files-found',
    sentence,
    hint: hints.length === 0 ? say('found-hint') : hints.join(' '),
  };
}

function listed(names: readonly string[], locale: Locale): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${shown} ${footageText(locale, 'found-more', { count: more })}` : shown;
}
