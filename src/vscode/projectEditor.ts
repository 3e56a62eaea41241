import * as vscode from 'vscode';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import { pageFolders } from '../editor/pageFolders.js';
import type { HostMessage } from '../protocol/editor.js';
import type { EditorView } from '../protocol/editorView.js';
import { parsePageMessage } from '../protocol/editorShapes.js';
import type { OpenProject } from './openProject.js';
import type { OpenProjects } from './openProjects.js';
import { pageHtml } from './pageHtml.js';
import type { RunMemory } from './runMemory.js';

export interface EditorParts {
  readonly projects: OpenProjects;
  readonly memory: RunMemory;
  readonly extensionUri: vscode.Uri;
  readonly cacheRoot: string;
  readonly locale: Locale;
  readonly log: (line: string) => void;
}

/** Shows `.heygem` files as pages. The text document stays the owner of the project. */
export class ProjectEditor implements vscode.CustomTextEditorProvider {
  constructor(private readonly parts: EditorParts) {}

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { projects } = this.parts;
    const project = projects.of(document);
    project.panels.add(panel);
    const stopListening = this.connect(project, panel);
    // The text is read while VS Code makes the page.
    void project.session.open();
    panel.onDidDispose(() => {
      stopListening();
      project.panels.delete(panel);
      projects.release(project);
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: this.roots() };
    panel.webview.html = this.html(panel.webview);
    this.resume(project);
  }

  /** Joins a page and its project; returns what parts them. */
  private connect(project: OpenProject, panel: vscode.WebviewPanel): () => void {
    const { session } = project;
    const { projects } = this.parts;
    const post = (message: HostMessage) => void panel.webview.postMessage(message);
    // A page is thrown away when it is hidden and made anew when it is seen again.
    let listens = false;
    const tell = (view: EditorView) => {
      if (listens && panel.visible) post({ kind: 'view', view });
    };
    const stopViews = session.onView(tell);
    const fleet = session.onFleet((view) => {
      if (listens && panel.visible) post({ kind: 'fleet', fleet: view });
    });
    const show = () => {
      const wish = listens && panel.visible ? projects.takeWish(project) : undefined;
      if (wish) post({ kind: 'show', wish });
    };
    const wishes = projects.onWish((wanted) => {
      if (wanted === project) show();
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible) return;
      listens = false;
      fleet.show(false);
    });
    panel.webview.onDidReceiveMessage(async (raw: unknown) => {
      const message = parsePageMessage(raw);
      if (typeof message === 'string') {
        this.parts.log(`page: dropped ${message}`);
        return;
      }
      const { id, intent } = message;
      if (intent.kind === 'select') project.select(panel, intent.pairs);
      if (intent.kind === 'show-fleet') fleet.show(intent.on);
      const answer = await session.handle(intent);
      if (intent.kind === 'ready') {
        listens = true;
        fleet.again();
        // Before the answer, so that a page is never ready and empty.
        tell(session.view());
      }
      post({ kind: 'answer', id, answer });
      if (intent.kind === 'ready') show();
    });
    return () => {
      stopViews();
      fleet.leave();
      wishes.dispose();
    };
  }

  /** Goes on with what the last reload of the window broke off. */
  private resume(project: OpenProject): void {
    if (!vscode.workspace.isTrusted || project.session.running) return;
    const pairs = this.parts.memory.take(project.uri);
    if (pairs.length === 0) return;
    void project.session.generate(pairs, false).then(({ kind }) => {
      if (kind === 'started') project.session.say('resumed');
    });
  }

  private roots(): vscode.Uri[] {
    const { extensionUri, cacheRoot } = this.parts;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    return [dist, ...pageFolders(cacheRoot).map((folder) => vscode.Uri.file(folder))];
  }

  private html(webview: vscode.Webview): string {
    const { extensionUri, locale } = this.parts;
    const address = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
    return pageHtml(
      { script: address('webview.js'), source: webview.cspSource },
      locale === 'zh' ? 'zh-CN' : 'en',
      shellText(locale, 'page-title'),
    );
  }
}
