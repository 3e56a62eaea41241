import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { EditorSession } from '../editor/editorSession.js';
import { FileChanges } from '../editor/fileChanges.js';
import type { Notice } from '../protocol/editorView.js';
import { DocumentText } from './documentText.js';
import type { EngineHolder } from './engineHolder.js';
import { EDITOR_TYPE } from './editorType.js';
import { tell } from './messages.js';
import { offer } from './offers.js';
import { remedies } from './remedies.js';
import type { RunMemory } from './runMemory.js';
import { VsCodeShell } from './vscodeShell.js';

/** What every open project is given. */
export interface ProjectSurroundings {
  readonly engines: EngineHolder;
  readonly locale: Locale;
  readonly log: vscode.LogOutputChannel;
  readonly memory: RunMemory;
}

/** Files settle for this long before they are looked at. */
const SETTLE_MS = 400;

/** One project that is shown or being made: its session and the panels that show it. */
export class OpenProject implements vscode.Disposable {
  readonly session: EditorSession;
  readonly panels = new Set<vscode.WebviewPanel>();
  private readonly selections = new WeakMap<vscode.WebviewPanel, readonly string[]>();
  private readonly text: DocumentText;
  private readonly watcher: vscode.FileSystemWatcher;
  private readonly changes = new FileChanges(
    SETTLE_MS,
    () => this.session.running,
    () => void this.session.filesChanged(),
  );

  constructor(
    readonly uri: vscode.Uri,
    document: vscode.TextDocument,
    private readonly surroundings: ProjectSurroundings,
  ) {
    const { engines, locale, log, memory } = surroundings;
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
        // The document tells of its own changes.
        if (file.fsPath !== uri.fsPath) this.changes.changed(file.fsPath);
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
    if (this.visible) {
      this.session.show(notice);
      return;
    }
    const { locale } = this.surroundings;
    offer(locale, tell, `${notice.sentence} ${notice.hint}`, [
      ...remedies(notice.code, locale),
      { label: shellText(locale, 'show'), run: () => this.showPage() },
    ]);
  }

  async showPage(): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', this.uri, EDITOR_TYPE);
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
    this.changes.stop();
    this.watcher.dispose();
    this.session.dispose();
  }
}
