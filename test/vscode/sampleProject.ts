import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Comments and an own way of writing: what an edit must leave alone. */
export const TEXT = `{
  // The course of this spring.
  "version": 1,
  "title": "spring",
  "videos": [ { "id": "anna", "path": "anna.mp4" } ],
  "audios": [
    { "id": "one", "path": "one.wav" },
    { "id": "two", "path": "two.wav" } // the long one
  ],
  "matrix": {}
}
`;

export interface Sample {
  readonly folder: string;
  readonly uri: vscode.Uri;
  onDisk(): string;
  remove(): void;
}

export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined) throw new Error('these tests need a workspace folder');
  return folder;
}

/** A project in a folder of its own, inside the workspace unless told otherwise. Its media are no media. */
export function makeSample(text = TEXT, parent = workspaceFolder()): Sample {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'sample 样例 '));
  const file = join(folder, 'talk.heygem');
  writeFileSync(file, text);
  for (const name of ['anna.mp4', 'one.wav', 'two.wav']) writeFileSync(join(folder, name), 'none');
  return {
    folder,
    uri: vscode.Uri.file(file),
    onDisk: () => readFileSync(file, 'utf8'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until something is so; throws with `what` when it does not come to be. */
export async function until(
  what: string,
  isSo: () => boolean | Thenable<boolean>,
  limitMs = 60_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it never came to be that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
