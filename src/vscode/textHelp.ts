import * as vscode from 'vscode';
import { PROJECT_SCHEMA, PROJECT_SCHEMA_URI } from '../core/project/schema.js';
import { isProject } from './openProjects.js';

const JSON_EXTENSION = 'vscode.json-language-features';

/**
 * Helps with projects as text: VS Code's own JSON service does it by our schema, which is served
 * under the name that projects give in `$schema`, so that nothing is fetched.
 */
export function registerTextHelp(): vscode.Disposable {
  const content = vscode.workspace.registerTextDocumentContentProvider(
    PROJECT_SCHEMA_URI.slice(0, PROJECT_SCHEMA_URI.indexOf(':')),
    {
      provideTextDocumentContent: (uri) =>
        uri.toString() === PROJECT_SCHEMA_URI ? JSON.stringify(PROJECT_SCHEMA, null, 2) : undefined,
    },
  );
  const wake = vscode.window.onDidChangeVisibleTextEditors(wakeIfNeeded);
  wakeIfNeeded(vscode.window.visibleTextEditors);
  return vscode.Disposable.from(content, wake);
}

/**
 * The JSON service wakes for JSON files only, though the manifest tells it of our language. It is a
 * process of its own, so it sleeps while projects are seen as pages.
 */
function wakeIfNeeded(editors: readonly vscode.TextEditor[]): void {
  if (!editors.some(({ document }) => isProject(document.uri))) return;
  void vscode.extensions.getExtension(JSON_EXTENSION)?.activate();
}
