import * as vscode from 'vscode';
import { parseProject } from '../core/project/parseProject.js';
import type { Problem, ProblemCode } from '../core/project/problems.js';
import { describeProblem } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import { isProject } from './openProjects.js';

/** What VS Code's own JSON service does not see: it knows the schema, but not what names what. */
const BEYOND_SCHEMA: ReadonlySet<ProblemCode> = new Set([
  'duplicate-id',
  'duplicate-pair',
  'unknown-video',
  'unknown-audio',
  'unknown-token',
  'path-outside',
  'output-outside',
  'too-many-pairs',
] as const);
const SETTLE_MS = 300;

/** Underlines mistakes in projects that are open, also where they are edited as text. */
export class ProjectDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('heygem');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor(private readonly locale: Locale) {
    this.subscriptions = [
      this.collection,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.judgeSoon(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.judgeSoon(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.collection.delete(uri);
      }),
    ];
    for (const document of vscode.workspace.textDocuments) this.judgeSoon(document);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Not at once: a page that is opening comes first, and typing goes on. */
  private judgeSoon(document: vscode.TextDocument): void {
    if (!isProject(document.uri) || document.uri.scheme === 'git') return;
    const name = document.uri.toString();
    clearTimeout(this.timers.get(name));
    const timer = setTimeout(() => {
      this.timers.delete(name);
      if (!document.isClosed) this.judge(document);
    }, SETTLE_MS);
    this.timers.set(name, timer);
  }

  private judge(document: vscode.TextDocument): void {
    const problems = parseProject(document.getText()).problems.filter(({ code }) =>
      BEYOND_SCHEMA.has(code),
    );
    this.collection.set(
      document.uri,
      problems.map((problem) => this.diagnostic(document, problem)),
    );
  }

  private diagnostic(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
    const start = new vscode.Position(problem.line - 1, problem.column - 1);
    const word = document.getWordRangeAtPosition(start, /"(?:[^"\\]|\\.)*"|[^\s,:[\]{}"]+|[[{]/);
    const { sentence, hint } = describeProblem(problem, this.locale);
    const severity =
      problem.severity === 'error'
        ? vscode.DiagnosticSeverity.Error
        : vscode.DiagnosticSeverity.Warning;
    const range = word ?? new vscode.Range(start, start);
    const diagnostic = new vscode.Diagnostic(range, `${sentence} ${hint}`, severity);
    diagnostic.source = 'heygem';
    diagnostic.code = problem.code;
    return diagnostic;
  }
}
