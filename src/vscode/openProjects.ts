import * as vscode from 'vscode';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import type { ShowWish } from '../protocol/editor.js';
import type { EditorView } from '../protocol/editorView.js';
import type { BatchSummary } from '../engine/batch.js';
import { offerAgain } from './offerAgain.js';
import { EDITOR_TYPE } from './editorType.js';
import { OpenProject, type ProjectSurroundings } from './openProject.js';

export interface RunEnd {
  readonly project: OpenProject;
  readonly summary: BatchSummary;
}

/** The projects of this window that are shown or being made. Owns their sessions' lives. */
export class OpenProjects implements vscode.Disposable {
  private readonly projects = new Map<string, OpenProject>();
  private readonly viewed = new vscode.EventEmitter<{ project: OpenProject; view: EditorView }>();
  private readonly wished = new vscode.EventEmitter<OpenProject>();
  /** What the page of a project is to show as soon as it is seen. */
  private readonly wishes = new Map<string, ShowWish>();
  private readonly ended = new vscode.EventEmitter<RunEnd>();
  private readonly closed = new vscode.EventEmitter<OpenProject>();
  private readonly subscriptions: readonly { dispose(): unknown }[];

  /** A project's state changed; at most ten times a second each. */
  readonly onView = this.viewed.event;
  readonly onRunEnd = this.ended.event;
  /** A project was let go: nobody follows it any more. */
  readonly onClose = this.closed.event;
  /** A page has something to show: whoever shows it takes it. */
  readonly onWish = this.wished.event;

  constructor(private readonly surroundings: ProjectSurroundings) {
    this.subscriptions = [
      this.viewed,
      this.ended,
      this.closed,
      this.wished,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) void this.find(document.uri)?.session.changed();
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.find(document.uri)?.follow(document);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        surroundings.engines.outdate();
        for (const { session } of this.all) void session.changed();
      }),
    ];
  }

  get all(): readonly OpenProject[] {
    return [...this.projects.values()];
  }

  get running(): boolean {
    return this.all.some(({ session }) => session.running);
  }

  /** The one whose panel has the focus. */
  get active(): OpenProject | undefined {
    return this.all.find(({ panels }) => [...panels].some((panel) => panel.active));
  }

  find(uri: vscode.Uri): OpenProject | undefined {
    return this.projects.get(uri.toString());
  }

  /** The project of a document, opened if it is not yet. */
  of(document: vscode.TextDocument): OpenProject {
    const known = this.find(document.uri);
    if (known) {
      known.follow(document);
      return known;
    }
    const project = new OpenProject(document.uri, document, this.surroundings);
    this.projects.set(document.uri.toString(), project);
    project.session.onView((view) => {
      this.viewed.fire({ project, view });
    });
    project.session.onRunEnd((summary) => {
      this.ended.fire({ project, summary });
      // After the session itself is through with the run.
      setTimeout(() => {
        this.release(project);
      });
    });
    return project;
  }

  async open(uri: vscode.Uri): Promise<OpenProject> {
    return this.of(await vscode.workspace.openTextDocument(uri));
  }

  /** Lets a project go that nobody looks at and that makes nothing. */
  release(project: OpenProject): void {
    if (this.find(project.uri) !== project) return;
    if (project.panels.size > 0 || project.session.running) return;
    this.projects.delete(project.uri.toString());
    // The last word: its session may still have had one to say of a run that ended just now.
    const view = project.session.view();
    project.dispose();
    this.viewed.fire({ project, view });
    this.closed.fire(project);
  }

  /** Brings the page of a project to the front, and has it show something. */
  async show(uri: vscode.Uri, wish?: ShowWish): Promise<void> {
    if (wish) this.wishes.set(uri.toString(), wish);
    await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE);
    const project = this.find(uri);
    if (project) this.wished.fire(project);
  }

  takeWish({ uri }: OpenProject): ShowWish | undefined {
    const wish = this.wishes.get(uri.toString());
    this.wishes.delete(uri.toString());
    return wish;
  }

  /** Starts making videos and tells when that ends. Undefined when there was a reason not to. */
  async generate(
    project: OpenProject,
    pairs: 'all' | readonly string[],
    force = false,
  ): Promise<Promise<BatchSummary> | undefined> {
    const started = await project.session.generate(pairs, force);
    switch (started.kind) {
      case 'started':
        return started.done;
      case 'refused':
        project.tell(started.notice);
        return undefined;
      case 'news':
        void offerAgain(started, this.surroundings.locale, () =>
          this.generate(project, pairs, true),
        );
        return undefined;
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const project of this.all) project.dispose();
    this.projects.clear();
  }
}

export function isProject(uri: vscode.Uri): boolean {
  return uri.path.toLowerCase().endsWith(PROJECT_EXTENSION);
}
