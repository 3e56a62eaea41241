import * as vscode from 'vscode';
import { footageText } from '../core/strings/footageTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { makeSampleProject } from '../engine/sampleProject.js';
import { EDITOR_TYPE } from './editorType.js';

/** Asks where, puts the sample project there and opens it. Undefined when the person thought better of it. */
export async function sampleProject(
  locale: Locale,
  demoFolder: string,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: footageText(locale, 'sample-choose'),
    openLabel: footageText(locale, 'sample-choose-yes'),
    ...(folder && { defaultUri: folder }),
  });
  const parent = chosen?.[0];
  if (!parent) return undefined;
  const uri = vscode.Uri.file(await makeSampleProject(demoFolder, parent.fsPath, locale));
  await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE);
  return uri;
}
