import * as vscode from 'vscode';
import { LOCK_EXTENSION } from '../core/plan/lock.js';
import { isProject } from './openProjects.js';

/** A project that is renamed or moved in VS Code keeps its lock file: else all were made anew. */
export function followRenames(log: (line: string) => void): vscode.Disposable {
  // Afterwards, not as part of the renaming: that would ask the person about a refactoring.
  return vscode.workspace.onDidRenameFiles(async ({ files }) => {
    for (const { oldUri, newUri } of files) {
      if (!isProject(oldUri) || !isProject(newUri)) continue;
      try {
        await vscode.workspace.fs.rename(lockOf(oldUri), lockOf(newUri), { overwrite: false });
      } catch (error) {
        // There need not be one, and one that is there already belongs to that name.
        log(`the lock file of ${oldUri.fsPath} stays: ${String(error)}`);
      }
    }
  });
}

function lockOf(project: vscode.Uri): vscode.Uri {
  return project.with({ path: project.path + LOCK_EXTENSION });
}
