import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { HeygemError, toFailure, type Failure } from '../core/errors.js';
import type { JobEvent } from '../core/progress/jobEvents.js';
import { describeFailure } from '../core/strings/describe.js';
import { outcomeText } from '../core/strings/jobTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { plainLines } from '../core/strings/plainText.js';
import { shellText } from '../core/strings/shellTexts.js';
import type { RunView } from '../protocol/editorView.js';
import { failureNotice } from '../editor/pairStates.js';
import type { OpenProjects } from './openProjects.js';
import { findProjects } from './projectChoice.js';
import { windowText } from './windowText.js';

export const TASK_TYPE = 'heygem';

interface HeygemTask extends vscode.TaskDefinition {
  /** Path of the project, relative to the workspace folder. */
  readonly project: string;
  readonly pairs?: readonly string[];
  readonly force?: boolean;
}

/** Lets builds make a project's videos. */
export class ProjectTasks implements vscode.TaskProvider {
  constructor(
    private readonly projects: OpenProjects,
    private readonly locale: Locale,
  ) {}

  async provideTasks(): Promise<vscode.Task[]> {
    const found = await findProjects();
    return found.flatMap((uri) => {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (!folder) return [];
      const project = vscode.workspace.asRelativePath(uri, false);
      return [this.task({ type: TASK_TYPE, project }, folder)];
    });
  }

  resolveTask({ definition, scope }: vscode.Task): vscode.Task | undefined {
    const { project } = definition as Partial<HeygemTask>;
    if (typeof project !== 'string' || project === '') return undefined;
    const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    // VS Code finds a resolved task by its definition, which has to be the very same.
    return folder && this.task(definition as HeygemTask, folder);
  }

  private task(definition: HeygemTask, folder: vscode.WorkspaceFolder): vscode.Task {
    const name = windowText(shellText(this.locale, 'task-all', { project: definition.project }));
    const run = new vscode.CustomExecution((resolved) => {
      const uri = projectUri(folder, { ...definition, ...(resolved as HeygemTask) }.project);
      return Promise.resolve(new TaskTerminal(this.projects, this.locale, uri, definition));
    });
    const task = new vscode.Task(definition, folder, name, TASK_TYPE, run);
    task.group = vscode.TaskGroup.Build;
    task.detail = dirname(definition.project) === '.' ? '' : windowText(definition.project);
    return task;
  }
}

function projectUri(folder: vscode.WorkspaceFolder, project: string): vscode.Uri {
  return isAbsolute(project) ? vscode.Uri.file(project) : vscode.Uri.joinPath(folder.uri, project);
}

const CLEAR_LINE = '\r\u001b[2K';

/** A task's terminal: one line for each thing that happens to a pair, and one that says how far all are. */
class TaskTerminal implements vscode.Pseudoterminal {
  private readonly lines = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private cancel: () => void = () => undefined;
  /** What its last line says of how far it is; empty while that is another's. */
  private progress = '';

  readonly onDidWrite = this.lines.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly projects: OpenProjects,
    private readonly locale: Locale,
    private readonly uri: vscode.Uri,
    private readonly definition: HeygemTask,
  ) {}

  open(): void {
    void this.run()
      .catch((error: unknown) => {
        const { sentence, hint } = describeFailure(this.failureOf(error), this.locale);
        this.write(`${sentence} ${hint}`);
        return 1;
      })
      .then((code) => {
        this.closed.fire(code);
      });
  }

  close(): void {
    this.cancel();
  }

  private async run(): Promise<number> {
    const project = await this.projects.open(this.uri);
    const { session } = project;
    const { pairs, force = false } = this.definition;
    const stopEvents = session.onEvent((event) => {
      this.tell(event);
    });
    const stopViews = session.onView(({ run }) => {
      this.showProgress(run);
    });
    try {
      const started = await session.generate(pairs ?? 'all', force);
      if (started.kind !== 'started') {
        this.write(`${started.notice.sentence} ${started.notice.hint}`);
        return started.kind === 'news' ? 0 : 1;
      }
      this.cancel = () => void session.handle({ kind: 'cancel', pairs: pairs ?? 'all' });
      const { failed, cancelled, done } = (await started.done).snapshot;
      const title = basename(this.uri.fsPath);
      this.write(shellText(this.locale, 'finished', { title, done, failed, cancelled }));
      return failed + cancelled === 0 ? 0 : 1;
    } finally {
      stopEvents();
      stopViews();
      this.projects.release(project);
    }
  }

  /** VS Code's own error for a file that is not there is of no use to a person. */
  private failureOf(error: unknown): Failure {
    if (existsSync(this.uri.fsPath)) return toFailure(error);
    const path = vscode.workspace.asRelativePath(this.uri, false);
    return toFailure(new HeygemError('project-missing', { path }, String(error), error));
  }

  private tell(event: JobEvent): void {
    const pair = event.id as string;
    if (event.kind === 'started') this.write(shellText(this.locale, 'task-started', { pair }));
    if (event.kind !== 'finished') return;
    const { result } = event;
    this.write(outcomeText(this.locale, result.kind, pair));
    if (result.kind !== 'failed') return;
    const folder = dirname(this.uri.fsPath);
    const { sentence, hint } = failureNotice(result.failure, this.locale, folder);
    this.write(`  ${sentence}\n  ${hint}`);
  }

  /** The last line, which the next one takes the place of. */
  private showProgress({ running, fraction, done, failed, total }: RunView): void {
    if (!running) return;
    const percent = Math.floor(fraction * 100);
    const line = shellText(this.locale, 'task-progress', { percent, done: done + failed, total });
    if (line === this.progress) return;
    this.progress = line;
    this.lines.fire(`${CLEAR_LINE}${plainLines(line)}`);
  }

  private write(text: string): void {
    const over = this.progress === '' ? '' : CLEAR_LINE;
    this.progress = '';
    // A terminal, too: whatever a text was made of, it does nothing to it.
    this.lines.fire(`${over}${plainLines(text).replaceAll('\n', '\r\n')}\r\n`);
  }
}
