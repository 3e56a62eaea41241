import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { LEDGER_EXTENSION } from '../core/plan/ledger.js';
import type { Locale } from '../core/strings/locale.js';
import { EditorSession } from '../editor/editorSession.js';
import type { Notice } from '../protocol/editor.js';
import { DocumentText } from './documentText.js';
import type { EngineHolder } from './engineHolder.js';
import { tell } from './messages.js';
import type { RunMemory } from './runMemory.js';
import { VsCodeShell } from './vscodeShell.js';

/** What every open project is given. */
export interface ProjectSurroundings {
  readonly engines: EngineHolder;
  readonly locale: Locale;
  readonly log: vscode.LogOutputChannel;
  readonly memory: RunMemory;
}

/** Files settle for this long before they are looked at: a copy writes many times. */
const SETTLE_MS = 400;
/** What the engine itself writes over and over while it works. */
const OWN_FILES = /\.busy$|\.tmp$/;

/** One project that is shown or being made: its session and the panels that show it. */
export class OpenProject implements vscode.Disposable {
  readonly session: EditorSession;
  readonly panels = new Set<vscode.WebviewPanel>();
  private readonly selections = new WeakMap<vscode.WebviewPanel, readonly string[]>();
  private readonly text: DocumentText;
  private readonly watcher: vscode.FileSystemWatcher;
  private settling: NodeJS.Timeout | undefined;

  constructor(
    readonly uri: vscode.Uri,
    document: vscode.TextDocument,
    { engines, locale, log, memory }: ProjectSurroundings,
  ) {
    this.text = new DocumentText(document);
    const shell = new VsCodeShell({
      uri,
      locale,
      log,
      webview: () => [...this.panels][0]?.webview,
      rememberRun: (pairs) => {
        memory.remember(uri, pairs);
      },
    });
    const { engine, cacheRoot } = engines;
    this.session = new EditorSession({ text: this.text, shell, engine, cacheRoot });
    const pattern = new vscode.RelativePattern(dirname(uri.fsPath), '**/*');
    this.watcher = vscode.workspace.createFileSystemWatcher(pattern);
    for (const event of ['onDidChange', 'onDidCreate', 'onDidDelete'] as const) {
      this.watcher[event]((file) => {
        this.fileChanged(file);
      });
    }
  }

  get title(): string {
    return basename(this.uri.fsPath);
  }

  /** Whether a person can see how it stands. */
  get visible(): boolean {
    return [...this.panels].some((panel) => panel.visible);
  }

  /** In the page where one is seen, else as a notification. */
  tell(notice: Notice): void {
    if (this.visible) this.session.show(notice);
    else void tell(`${notice.sentence} ${notice.hint}`);
  }

  /** A page tells which pairs are selected in it. */
  select(panel: vscode.WebviewPanel, pairs: readonly string[]): void {
    this.selections.set(panel, pairs);
  }

  /** The pairs selected in the page in front; none when none is in front. */
  get selection(): readonly string[] {
    const front = [...this.panels].find(({ active }) => active);
    return (front && this.selections.get(front)) ?? [];
  }

  follow(document: vscode.TextDocument): void {
    this.text.follow(document);
  }

  dispose(): void {
    clearTimeout(this.settling);
    this.watcher.dispose();
    this.session.dispose();
  }

  private fileChanged(file: vscode.Uri): void {
    // The document tells of its own changes, and the ledger changes with each output.
    const own = file.fsPath === this.uri.fsPath || OWN_FILES.test(file.fsPath);
    if (own || (this.session.running && file.fsPath.endsWith(LEDGER_EXTENSION))) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      void this.session.filesChanged();
    }, SETTLE_MS);
  }
}
