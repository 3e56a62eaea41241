import * as vscode from 'vscode';
import { PROJECT_SCHEMA, PROJECT_SCHEMA_URI } from '../core/project/schema.js';

/** Serves the schema under the name that projects give in `$schema`, so that nothing is fetched. */
export function registerSchema(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(
    PROJECT_SCHEMA_URI.slice(0, PROJECT_SCHEMA_URI.indexOf(':')),
    {
      provideTextDocumentContent: (uri) =>
        uri.toString() === PROJECT_SCHEMA_URI ? JSON.stringify(PROJECT_SCHEMA, null, 2) : undefined,
    },
  );
}
