import * as vscode from 'vscode';
import type { ProblemCode } from '../core/project/problems.js';
import { describeProblem } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import type { ProblemView } from '../protocol/editorView.js';
import { isProject, type OpenProjects } from './openProjects.js';
import { placedProblems } from './projectText.js';

/** What VS Code's own JSON service does not see: it knows the schema, but not what names what. */
const BEYOND_SCHEMA: ReadonlySet<ProblemCode> = new Set([
  'duplicate-id',
  'duplicate-pair',
  'unknown-video',
  'unknown-audio',
  'unknown-token',
  'path-outside',
  'output-outside',
  'name-unportable',
  'too-many-pairs',
] as const);
const SETTLE_MS = 300;

/**
 * Underlines mistakes in projects that are open, also where they are edited as text, and what checks
 * found of their inputs.
 */
export class ProjectDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('heygem');
  private readonly findings = vscode.languages.createDiagnosticCollection('heygem-check');
  /** What is shown of each project's check, to see whether there is news. */
  private readonly shown = new Map<string, string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor(
    projects: OpenProjects,
    private readonly locale: Locale,
  ) {
    this.subscriptions = [
      this.collection,
      this.findings,
      projects.onView(({ project, view }) => {
        this.showFindings(
          project.uri,
          view.problems.filter(({ origin }) => origin === 'check'),
        );
      }),
      projects.onClose(({ uri }) => {
        this.showFindings(uri, []);
      }),
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
    const placed = placedProblems(document).filter(({ problem }) =>
      BEYOND_SCHEMA.has(problem.code),
    );
    this.collection.set(
      document.uri,
      placed.map(({ problem, range }) => {
        const { code, severity } = problem;
        const words = describeProblem(problem, this.locale);
        return diagnosticOf(range, { code, severity, ...words });
      }),
    );
  }

  /** Views come many times a second while videos are made; what they say of a check hardly ever changes. */
  private showFindings(uri: vscode.Uri, findings: readonly ProblemView[]): void {
    const name = uri.toString();
    const news = findings.length === 0 ? '' : JSON.stringify(findings);
    if ((this.shown.get(name) ?? '') === news) return;
    if (news === '') this.shown.delete(name);
    else this.shown.set(name, news);
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === name);
    this.findings.set(
      uri,
      findings.map((finding) => diagnosticOf(rangeOf(document, finding), finding)),
    );
  }
}

/** Of a check's finding: the word that begins there. */
function rangeOf(
  document: vscode.TextDocument | undefined,
  { line, column }: Pick<ProblemView, 'line' | 'column'>,
): vscode.Range {
  const start = new vscode.Position(line - 1, column - 1);
  const word = document?.getWordRangeAtPosition(start, /"(?:[^"\\]|\\.)*"|[^\s,:[\]{}"]+|[[{]/);
  return word ?? new vscode.Range(start, start);
}

function diagnosticOf(
  range: vscode.Range,
  { code, severity, sentence, hint }: Omit<ProblemView, 'line' | 'column'>,
): vscode.Diagnostic {
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(
    range,
    `${sentence} ${hint}`.trimEnd(),
    severity === 'error' ? error : warning,
  );
  diagnostic.source = 'heygem';
  diagnostic.code = code;
  return diagnostic;
}
