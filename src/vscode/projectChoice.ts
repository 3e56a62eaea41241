import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { chooseOne, tell } from './messages.js';
import { offer } from './offers.js';
import type { OpenProject } from './openProject.js';
import { isProject, type OpenProjects } from './openProjects.js';
import { EDITOR_TYPE } from './editorType.js';

/** More than anyone chooses from a list. */
const MOST_PROJECTS = 200;

export function findProjects(): Thenable<readonly vscode.Uri[]> {
  return vscode.workspace.findFiles(
    `**/*${PROJECT_EXTENSION}`,
    '**/node_modules/**',
    MOST_PROJECTS,
  );
}

/**
 * The project a command is about: the one it was called on, else the one in front, else the only one
 * of the workspace, else one that the person chooses. Undefined when there is none.
 */
export async function projectFor(
  projects: OpenProjects,
  locale: Locale,
  resource: unknown,
): Promise<OpenProject | undefined> {
  if (resource instanceof vscode.Uri && isProject(resource)) return projects.open(resource);
  if (projects.active) return projects.active;
  const document = vscode.window.activeTextEditor?.document;
  if (document && isProject(document.uri)) return projects.of(document);
  const found = await findProjects();
  if (found.length === 0) {
    offer(locale, tell, shellText(locale, 'no-project'), [
      {
        label: shellText(locale, 'new-project'),
        run: () => vscode.commands.executeCommand('heygem.newProject'),
      },
      { label: shellText(locale, 'open-project'), run: () => openProjectFile(locale) },
    ]);
    return undefined;
  }
  const uri = found.length === 1 ? found[0] : await chooseProject(found, locale);
  return uri && projects.open(uri);
}

/** Opens the page of a project that lies anywhere. */
async function openProjectFile(locale: Locale): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    title: shellText(locale, 'open-project-title'),
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()),
    filters: { HeyGem: [PROJECT_EXTENSION.slice(1)] },
  });
  if (chosen?.[0]) await vscode.commands.executeCommand('vscode.openWith', chosen[0], EDITOR_TYPE);
}

export async function chooseProject(
  found: readonly vscode.Uri[],
  locale: Locale,
): Promise<vscode.Uri | undefined> {
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  items.sort((a, b) => a.label.localeCompare(b.label));
  const placeHolder = shellText(locale, 'choose-project');
  return (await chooseOne(items, placeHolder))?.uri;
}
