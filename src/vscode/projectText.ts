import * as vscode from 'vscode';
import { parseProject } from '../core/project/parseProject.js';
import { problemSpans } from '../core/project/problemSpan.js';
import type { Problem } from '../core/project/problems.js';

/** A problem and the part of the text that it is about. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly range: vscode.Range;
}

export function placedProblems(document: vscode.TextDocument): readonly PlacedProblem[] {
  const text = document.getText();
  const { problems } = parseProject(text);
  return problemSpans(text, problems).map(({ offset, length }, k) => {
    const end = document.positionAt(offset + length);
    return { problem: problems[k], range: new vscode.Range(document.positionAt(offset), end) };
  });
}

/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Opens a project's text, with the problem selected that begins at a place. */
export async function openAsText(uri: vscode.Uri, { line = 1, column }: TextPlace): Promise<void> {
  const found = placedProblems(await vscode.workspace.openTextDocument(uri)).find(
    ({ problem }) => problem.line === line && (column ?? problem.column) === problem.column,
  );
  const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, (column ?? 1) - 1));
  await showText(uri, found?.range ?? new vscode.Range(start, start));
}

export async function showText(uri: vscode.Uri, selection: vscode.Range): Promise<void> {
  const options = { selection, preview: false };
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default', options);
}
