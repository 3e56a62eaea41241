import * as vscode from 'vscode';
import { LEDGER_EXTENSION } from '../core/plan/ledger.js';
import { isProject } from './openProjects.js';

/** A project that is renamed or moved in VS Code keeps its ledger: else all were made anew. */
export function followRenames(log: (line: string) => void): vscode.Disposable {
  // Afterwards, not as part of the renaming: that would ask the person about a refactoring.
  return vscode.workspace.onDidRenameFiles(async ({ files }) => {
    for (const { oldUri, newUri } of files) {
      if (!isProject(oldUri) || !isProject(newUri)) continue;
      try {
        await vscode.workspace.fs.rename(ledgerOf(oldUri), ledgerOf(newUri), { overwrite: false });
      } catch (error) {
        // There need not be one, and one that is there already belongs to that name.
        log(`the ledger of ${oldUri.fsPath} stays: ${String(error)}`);
      }
    }
  });
}

function ledgerOf(project: vscode.Uri): vscode.Uri {
  return project.with({ path: project.path + LEDGER_EXTENSION });
}
