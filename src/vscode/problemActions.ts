import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';

/**
 * Leads from VS Code's list of problems into the text: a click there opens the page, which VS Code gives
 * no place in the text. Where the text is in front there is nothing to lead to.
 */
export function registerProblemActions(locale: Locale): vscode.Disposable {
  const provideCodeActions = (
    { uri }: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] => {
    if (vscode.window.activeTextEditor?.document.uri.toString() === uri.toString()) return [];
    return diagnostics.map((diagnostic) => action(uri, diagnostic, locale));
  };
  const { QuickFix } = vscode.CodeActionKind;
  return vscode.languages.registerCodeActionsProvider(
    { language: 'heygem' },
    { provideCodeActions },
    { providedCodeActionKinds: [QuickFix] },
  );
}

function action(uri: vscode.Uri, diagnostic: vscode.Diagnostic, locale: Locale): vscode.CodeAction {
  const { range } = diagnostic;
  const title = shellText(locale, 'show-in-text', { line: range.start.line + 1 });
  const shown = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  shown.command = { title, command: 'heygem.openAsText', arguments: [uri, range] };
  shown.diagnostics = [diagnostic];
  return shown;
}
