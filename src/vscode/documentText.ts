import * as vscode from 'vscode';
import type { TextEdit } from '../core/project/editProject.js';
import type { ProjectText } from '../editor/shell.js';

/** A text document as a session sees it. VS Code owns the text, its undo, saving and hot exit. */
export class DocumentText implements ProjectText {
  constructor(private document: vscode.TextDocument) {}

  get path(): string {
    return this.document.uri.fsPath;
  }

  read(): string {
    return this.document.getText();
  }

  /** VS Code makes another document for the same file after it was closed for a while. */
  follow(document: vscode.TextDocument): void {
    this.document = document;
  }

  async apply(edits: readonly TextEdit[]): Promise<boolean> {
    const { uri } = this.document;
    // A document that was closed meanwhile takes no edits.
    if (this.document.isClosed) this.document = await vscode.workspace.openTextDocument(uri);
    const { document } = this;
    const change = new vscode.WorkspaceEdit();
    for (const { offset, length, content } of edits) {
      const start = document.positionAt(offset);
      change.replace(uri, new vscode.Range(start, document.positionAt(offset + length)), content);
    }
    return vscode.workspace.applyEdit(change);
  }
}
