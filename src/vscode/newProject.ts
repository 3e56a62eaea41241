import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../core/errors.js';
import { editProject } from '../core/project/editProject.js';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import { MAX_TEXT } from '../core/project/projectTree.js';
import { describeFailure } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { findMedia, writeNewProject, type FoundMedia, type Identify } from '../engine/scaffold.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';
import { configuration } from './configuration.js';
import { EDITOR_TYPE } from './editorType.js';
import { chooseSeveral, tell, tellError, whileBusy } from './messages.js';
import { offer } from './offers.js';
import { stepDone } from './walkthrough.js';

/** More than this are not ticked for the person: a folder that full holds more than one course. */
const MOST_TICKED = 20;
const NOTHING: FoundMedia = { videos: [], audios: [] };

/**
 * Asks where, and which of the media that lie there the project begins with; then makes and shows it.
 * Undefined when it was not made. @param begin `empty`: whoever calls adds what belongs in it
 */
export async function newProject(
  locale: Locale,
  resource: unknown,
  identify: Identify,
  begin: 'asking' | 'empty' = 'asking',
): Promise<vscode.Uri | undefined> {
  const target = await chooseTarget(locale, await folderOf(resource));
  if (target === undefined) return undefined;
  try {
    const media =
      begin === 'empty' ? NOTHING : await chosenMedia(dirname(target), locale, identify);
    if (!media) return undefined;
    const { path } = await writeNewProject(target, media);
    await applyDefaults(path);
    const uri = vscode.Uri.file(path);
    await show(uri);
    stepDone('project');
    return uri;
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'output-exists') {
      const run = () => show(vscode.Uri.file(target));
      const text = shellText(locale, 'project-exists', { path: target });
      offer(locale, tell, text, [{ label: shellText(locale, 'open-here'), run }]);
    } else {
      const { sentence, hint } = describeFailure(failure, locale);
      void tellError(`${sentence} ${hint}`);
    }
    return undefined;
  }
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE);
}

/** The path of the project to be. */
async function chooseTarget(locale: Locale, folder: string): Promise<string | undefined> {
  const chosen = await vscode.window.showSaveDialog({
    title: shellText(locale, 'new-project-title'),
    saveLabel: shellText(locale, 'new-project-yes'),
    filters: { HeyGem: [PROJECT_EXTENSION.slice(1)] },
    defaultUri: vscode.Uri.file(freeName(folder)),
  });
  if (!chosen) return undefined;
  const { fsPath } = chosen;
  return fsPath.endsWith(PROJECT_EXTENSION) ? fsPath : `${fsPath}${PROJECT_EXTENSION}`;
}

/** A project is called as its folder, unless there is one so called. */
function freeName(folder: string): string {
  const name = basename(folder) || 'project';
  for (let number = 1; ; number += 1) {
    const own = number === 1 ? name : `${name} ${number}`;
    const path = join(folder, `${own}${PROJECT_EXTENSION}`);
    if (!existsSync(path)) return path;
  }
}

/** Which of a folder's media are to be used; undefined where the person thought better of it. */
async function chosenMedia(
  folder: string,
  locale: Locale,
  identify: Identify,
): Promise<FoundMedia | undefined> {
  const looking = shellText(locale, 'looking-through', { folder });
  const found = await whileBusy(looking, () => findMedia(folder, identify));
  const items = (['videos', 'audios'] as const).flatMap((list) =>
    found[list].map((label) => ({ label, list, description: shellText(locale, `kind-${list}`) })),
  );
  if (items.length === 0) return NOTHING;
  const picked = items.length <= MOST_TICKED;
  const chosen = await chooseSeveral(
    items.map((item) => ({ ...item, picked, path: item.label })),
    shellText(locale, picked ? 'choose-media' : 'choose-media-many', { count: items.length }),
    shellText(locale, 'choose-media-title'),
  );
  if (!chosen) return undefined;
  const of = (wanted: 'videos' | 'audios') =>
    chosen.filter(({ list }) => list === wanted).map(({ path }) => path);
  return { videos: of('videos'), audios: of('audios') };
}

async function folderOf(resource: unknown): Promise<string> {
  if (!(resource instanceof vscode.Uri)) {
    const first = vscode.workspace.workspaceFolders?.at(0);
    return first?.uri.fsPath ?? homedir();
  }
  const { type } = await vscode.workspace.fs.stat(resource);
  const isFolder = (type & vscode.FileType.Directory) !== 0;
  return isFolder ? resource.fsPath : dirname(resource.fsPath);
}

/** What the user's settings say of new projects. */
async function applyDefaults(path: string): Promise<void> {
  const { folder, preset } = configuration.newProject();
  const wishes: ProjectEdit[] = [];
  if (folder !== undefined) wishes.push({ kind: 'set-output', folder });
  if (preset !== undefined) {
    wishes.push({ kind: 'set-setting', scope: { kind: 'project' }, name: 'preset', value: preset });
  }
  const before = await readSmallText(path, MAX_TEXT);
  const after = wishes.reduce((text, wish) => {
    const outcome = editProject(text, wish);
    return outcome.kind === 'edited' ? outcome.text : text;
  }, before);
  if (after !== before) await replaceFile(path, after);
}
