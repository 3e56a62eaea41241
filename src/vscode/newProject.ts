import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../core/errors.js';
import { editProject } from '../core/project/editProject.js';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import { MAX_TEXT } from '../core/project/projectTree.js';
import { describeFailure } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { scaffoldProject, type Identify } from '../engine/scaffold.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';
import { configuration } from './configuration.js';
import { tellError } from './messages.js';
import { EDITOR_TYPE } from './editorType.js';

/** Asks where, and makes a project of the media that lie there. Undefined when it was not made. */
export async function newProject(
  locale: Locale,
  resource: unknown,
  identify: Identify,
): Promise<vscode.Uri | undefined> {
  const folder = await folderOf(resource);
  const chosen = await vscode.window.showSaveDialog({
    title: shellText(locale, 'new-project-title'),
    saveLabel: shellText(locale, 'new-project-yes'),
    filters: { HeyGem: [PROJECT_EXTENSION.slice(1)] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `project${PROJECT_EXTENSION}`) }),
  });
  if (!chosen) return undefined;
  const { fsPath } = chosen;
  const target = fsPath.endsWith(PROJECT_EXTENSION) ? fsPath : `${fsPath}${PROJECT_EXTENSION}`;
  try {
    const { path } = await scaffoldProject(target, identify);
    await applyDefaults(path);
    const uri = vscode.Uri.file(path);
    await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE);
    return uri;
  } catch (error) {
    const { sentence, hint } = describeFailure(toFailure(error), locale);
    void tellError(`${sentence} ${hint}`);
    return undefined;
  }
}

async function folderOf(resource: unknown): Promise<vscode.Uri | undefined> {
  if (!(resource instanceof vscode.Uri)) return vscode.workspace.workspaceFolders?.[0]?.uri;
  const { type } = await vscode.workspace.fs.stat(resource);
  const isFolder = (type & vscode.FileType.Directory) !== 0;
  return isFolder ? resource : vscode.Uri.file(dirname(resource.fsPath));
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
